package io.vouchsafe.portal.internal.home;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one search box: sends a person to the page that the words name. */
@WebServlet("/search")
public class SearchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern CONTRACT = Pattern.compile("[cC]-\\d{4}-\\d{1,8}(@\\d{1,6})?");

    private final transient PortalCaller people;
    private final transient Registry registry;
    private final transient Contracts contracts;

    @Inject
    public SearchServlet(PortalCaller people, Registry registry, Contracts contracts) {
        this.people = people;
        this.registry = registry;
        this.contracts = contracts;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location", request.getContextPath() + "/" + target(request.getParameter("q")));
    }

    /**
     * Page for the words: a receipt, a contract, a version, a model, else the list of what contains
     * them.
     */
    String target(@Nullable String words) {
        String text = words == null ? "" : words.strip();
        if (text.isEmpty()) {
            return "receipts.xhtml";
        }
        Optional<ReceiptId> receipt = read(text, ReceiptId::parse);
        if (receipt.isPresent()) {
            return Address.of("receipt.xhtml", "id", receipt.get().toString());
        }
        if (CONTRACT.matcher(text).matches()) {
            String id = text.replaceFirst("@.*", "").toUpperCase(Locale.ROOT);
            return Address.of("contract.xhtml", "id", new ContractId(id).value());
        }
        Caller caller = people.current();
        Optional<ModelRef> version = read(text, ModelRef::parse);
        if (version.isPresent()) {
            return caller.isProvider() ? version(version.get()) : answers(version.get().toString());
        }
        Optional<ModelName> model = read(text, ModelName::new).filter(name -> knows(caller, name));
        if (model.isPresent()) {
            return caller.isProvider()
                    ? Address.of("models.xhtml", "q", model.get().value())
                    : answers(model.get().value());
        }
        return Address.of("receipts.xhtml", "q", text);
    }

    private static String version(ModelRef version) {
        return Address.of(
                "version.xhtml",
                "model",
                version.name().value(),
                "version",
                Long.toString(version.version()));
    }

    private static String answers(String model) {
        return Address.of("receipts.xhtml", "model", model);
    }

    private boolean knows(Caller caller, ModelName model) {
        return caller.isProvider()
                ? registry.model(caller, model) instanceof Outcome.Done<ModelView>
                : contracts.callable(caller).contains(model);
    }

    private static <T> Optional<T> read(String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException otherWords) {
            return Optional.empty();
        }
    }
}
