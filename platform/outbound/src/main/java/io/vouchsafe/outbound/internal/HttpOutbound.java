package io.vouchsafe.outbound.internal;

import static io.vouchsafe.outbound.internal.OutboundTexts.TEXTS;

import io.vouchsafe.outbound.AddressRules;
import io.vouchsafe.outbound.Answer;
import io.vouchsafe.outbound.Call;
import io.vouchsafe.outbound.EventStream;
import io.vouchsafe.outbound.Outbound;
import io.vouchsafe.outbound.OutboundException;
import io.vouchsafe.outbound.OutboundException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** {@link Outbound} by Apache HttpComponents' blocking client, with everything helpful off. */
public final class HttpOutbound implements Outbound {
    private static final int PER_HOST = 64;
    private static final int TOTAL = 256;
    private static final int MAX_HEADER_LINE = 16 << 10;
    private static final int MAX_HEADERS = 100;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;

    public HttpOutbound(AddressRules rules, ScheduledExecutorService timer) {
        this(rules, timer, InetAddress::getAllByName);
    }

    HttpOutbound(AddressRules rules, ScheduledExecutorService timer, CheckedResolver.Names names) {
        this.timer = timer;
        PoolingHttpClientConnectionManager connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedResolver(rules, names))
                        .setMaxConnPerRoute(PER_HOST)
                        .setMaxConnTotal(TOTAL)
                        .setConnectionFactory(
                                ManagedHttpClientConnectionFactory.builder()
                                        .http1Config(
                                                Http1Config.custom()
                                                        .setMaxLineLength(MAX_HEADER_LINE)
                                                        .setMaxHeaderCount(MAX_HEADERS)
                                                        .build())
                                        .build())
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                        .setTimeToLive(TimeValue.ofMinutes(5))
                                        .build())
                        .setDefaultTlsConfig(
                                TlsConfig.custom()
                                        .setHandshakeTimeout(Timeout.ofSeconds(10))
                                        .build())
                        .build();
        this.client =
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .setUserAgent("Vouchsafe")
                        .build();
    }

    @Override
    public Answer send(Call call) {
        try (EventStream stream = open(call)) {
            return new Answer(stream.status(), stream.headers(), stream.rest());
        }
    }

    @Override
    public EventStream open(Call call) {
        HttpUriRequestBase request = request(call);
        Expiry expiry = new Expiry(request);
        expiry.after(timer, call.limits().total());
        try {
            ClassicHttpResponse response =
                    client.executeOpen(HttpHost.create(call.uri()), request, null);
            return new HttpStream(call, request, response, expiry);
        } catch (IOException | IllegalStateException failure) {
            expiry.close();
            throw failed(call, failure, expiry.passed());
        }
    }

    @SuppressWarnings("deprecation") // of a call, where its replacement is of all calls
    private static HttpUriRequestBase request(Call call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        byte[] body = call.body();
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        request.setConfig(
                RequestConfig.custom()
                        .setConnectTimeout(timeout(call.limits().connect()))
                        .setConnectionRequestTimeout(timeout(call.limits().connect()))
                        .setResponseTimeout(timeout(call.limits().quiet()))
                        .setExpectContinueEnabled(false)
                        .build());
        return request;
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(Math.max(1, duration.toMillis()), TimeUnit.MILLISECONDS);
    }

    static OutboundException failed(Call call, Exception failure, boolean expired) {
        String host = call.uri().getHost();
        Reason reason = expired ? Reason.TIMEOUT : reason(failure);
        String said =
                switch (reason) {
                    case ADDRESS_REFUSED -> TEXTS.addressRefused(host, AddressRules.SETTING);
                    case HOST_UNKNOWN -> TEXTS.hostUnknown(host);
                    case UNREACHABLE -> TEXTS.unreachable(host);
                    case NOT_TRUSTED -> TEXTS.notTrusted(host);
                    case TIMEOUT -> TEXTS.timeout(host);
                    case BROKEN_OFF -> TEXTS.brokenOff(host);
                    case TOO_LARGE -> TEXTS.tooLarge(host, call.limits().maxBytes());
                };
        return new OutboundException(reason, said, null);
    }

    private static Reason reason(Exception failure) {
        return switch (failure) {
            case TooLargeException large -> Reason.TOO_LARGE;
            case CheckedResolver.RefusedException refused -> Reason.ADDRESS_REFUSED;
            case UnknownHostException unknown -> Reason.HOST_UNKNOWN;
            case ConnectTimeoutException slow -> Reason.UNREACHABLE;
            case ConnectException closed -> Reason.UNREACHABLE;
            case NoRouteToHostException nowhere -> Reason.UNREACHABLE;
            case NoHttpResponseException nothing -> Reason.UNREACHABLE;
            case SocketTimeoutException slow -> Reason.TIMEOUT;
            case SSLException untrusted -> Reason.NOT_TRUSTED;
            default -> Reason.BROKEN_OFF;
        };
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
