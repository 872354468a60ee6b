package io.vouchsafe.portal.internal.home;

import io.vouchsafe.kernel.ReceiptId;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one search box: sends a person to the page that the words name. */
@WebServlet("/search.xhtml")
public class SearchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern CONTRACT = Pattern.compile("(?i)c-\\d{4}-\\d{1,8}(@\\d{1,6})?");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,63}@\\d{1,18}");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location", request.getContextPath() + "/" + target(request.getParameter("q")));
    }

    /**
     * Page for the words: a receipt, a contract, a version, else the list of what contains them.
     */
    static String target(@Nullable String words) {
        String text = words == null ? "" : words.strip();
        if (isReceipt(text)) {
            return "receipt.xhtml?id=" + text;
        }
        if (CONTRACT.matcher(text).matches()) {
            return "contract.xhtml?id="
                    + text.replaceFirst("@.*", "").toUpperCase(java.util.Locale.ROOT);
        }
        if (VERSION.matcher(text).matches()) {
            int at = text.indexOf('@');
            return "version.xhtml?model="
                    + text.substring(0, at)
                    + "&version="
                    + text.substring(at + 1);
        }
        return "receipts.xhtml?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean isReceipt(String text) {
        try {
            return ReceiptId.parse(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException otherWords) {
            return false;
        }
    }
}
