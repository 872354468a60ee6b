package io.vouchsafe.rest.internal.identity;

import io.vouchsafe.kernel.Caller;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta Authentication's door of the API: each request is judged by its own header, nothing is
 * remembered in a session or on a connection.
 *
 * <p>The caller goes two ways: its name and roles to the container (so {@code @RolesAllowed} holds
 * in every EJB), the whole {@link Caller} to the request's attribute that {@link CallerContext}
 * reads.
 */
final class CallerAuthModule implements ServerAuthModule {
    static final String CALLER = Caller.class.getName();
    private static final String MANDATORY =
            "jakarta.security.auth.message.MessagePolicy.isMandatory";

    private final Credentials credentials;
    private final boolean logPrivate;
    private @Nullable CallbackHandler handler;

    CallerAuthModule(Credentials credentials, boolean logPrivate) {
        this.credentials = credentials;
        this.logPrivate = logPrivate;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's
    public void initialize(
            @Nullable MessagePolicy requestPolicy,
            @Nullable MessagePolicy responsePolicy,
            CallbackHandler handler,
            Map options) {
        this.handler = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(
            MessageInfo messageInfo, Subject client, @Nullable Subject service)
            throws AuthException {
        HttpServletRequest request = (HttpServletRequest) messageInfo.getRequestMessage();
        request.removeAttribute(CALLER);
        String path = path(request);
        if (!needsCaller(messageInfo, path)) {
            tellContainer(new CallerPrincipalCallback(client, (String) null));
            return AuthStatus.SUCCESS;
        }
        Identified identified =
                credentials.identify(Collections.list(request.getHeaders("Authorization")));
        return switch (identified) {
            case Identified.As(Caller caller) -> {
                tellContainer(
                        new CallerPrincipalCallback(client, caller.name()),
                        new GroupPrincipalCallback(client, caller.roles().toArray(new String[0])));
                request.setAttribute(CALLER, caller);
                yield AuthStatus.SUCCESS;
            }
            case Identified.Refused(Refusal why) -> {
                refuse((HttpServletResponse) messageInfo.getResponseMessage(), path, why);
                yield AuthStatus.SEND_FAILURE;
            }
        };
    }

    /**
     * Decoded and normalised by the container, as its constraints see it; never the raw address.
     */
    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    private boolean needsCaller(MessageInfo messageInfo, String path) {
        return Boolean.parseBoolean((String) messageInfo.getMap().get(MANDATORY))
                || (logPrivate && (path.equals("/log") || path.startsWith("/log/")));
    }

    private void tellContainer(Callback... callbacks) throws AuthException {
        try {
            java.util.Objects.requireNonNull(handler).handle(callbacks);
        } catch (IOException | UnsupportedCallbackException broken) {
            throw new AuthException(broken);
        }
    }

    /** Closes the writer: left open, the container would append its own page. */
    private static void refuse(HttpServletResponse response, String path, Refusal why)
            throws AuthException {
        Protocol protocol = Protocol.of(path);
        response.setStatus(why.status);
        response.setContentType(protocol.mediaType);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        if (why == Refusal.UNAVAILABLE) {
            response.setIntHeader("Retry-After", Refusal.RETRY_AFTER);
        } else {
            response.setHeader("WWW-Authenticate", challenge(why));
        }
        try (Writer writer = response.getWriter()) {
            writer.write(protocol.body(why));
        } catch (IOException gone) {
            throw new AuthException(gone);
        }
    }

    private static String challenge(Refusal why) {
        String realm = "Bearer realm=\"vouchsafe\"";
        return why == Refusal.INVALID ? realm + ", error=\"invalid_token\"" : realm;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo messageInfo, @Nullable Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo messageInfo, @Nullable Subject subject) {
        if (subject != null) {
            subject.getPrincipals().clear();
        }
    }
}
