package io.vouchsafe.it.portal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.harness.Realm;
import java.util.ArrayList;
import java.util.List;

/** Somebody signed in at the portal, in a browser of their own. */
final class Person implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    private Person(Browser.NewContextOptions options) {
        context = Chromium.browser().newContext(options);
        page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")
                            && !message.text().startsWith("Failed to load resource")) {
                        faults.add(message.text());
                    }
                });
    }

    /** With a screen of 1440 by 900. */
    static Person signedIn(String user) {
        return signIn(user, options(1440, 900));
    }

    /** With a phone's screen. */
    static Person onAPhone(String user) {
        return signIn(user, options(390, 844));
    }

    /** Lets a test's own script look at the page, which the page's policy would not. */
    static Person inspected(String user) {
        return signIn(user, options(1440, 900).setBypassCSP(true));
    }

    private static Browser.NewContextOptions options(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height).setLocale("en-US");
    }

    private static Person signIn(String user, Browser.NewContextOptions options) {
        Person person = new Person(options);
        person.open("/");
        person.page.fill("#username", user);
        person.page.fill("#password", Realm.PASSWORD);
        person.page.click("#kc-login");
        person.page.waitForURL("**/portal/**");
        return person;
    }

    /** Opens a page of the portal by its address below {@code /portal}. */
    Response open(String path) {
        return page.navigate(Ports.api("/portal" + path).toString());
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    void prefer(String cookie, String value) {
        context.addCookies(
                List.of(new Cookie(cookie, value).setDomain("127.0.0.1").setPath("/portal")));
    }

    String title() {
        return page.locator("h1").innerText();
    }

    /** What the page says at its top; waits for it. */
    String notice() {
        Locator notice = page.locator(".banner.notice h2").first();
        notice.waitFor();
        return notice.innerText();
    }

    /** Opens a dialog, and presses its last button. */
    void decide(String step) {
        page.click("button[data-opens=" + step + "]");
        page.click("[id='" + step + ":form:do']");
    }

    boolean sees(String selector) {
        return page.locator(selector).count() > 0;
    }

    /**
     * What scripts complained about since the sign-in, the content policy's complaints included.
     */
    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        context.close();
    }
}
