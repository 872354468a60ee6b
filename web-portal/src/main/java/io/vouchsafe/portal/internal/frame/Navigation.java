package io.vouchsafe.portal.internal.frame;

import io.vouchsafe.kernel.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which pages a person finds at the left, by role. */
final class Navigation {
    private static final List<Entry> ENTRIES =
            List.of(
                    new Entry("work", "home", "/index.xhtml", Roles.ALL),
                    new Entry(
                            "models",
                            "models",
                            "/models.xhtml",
                            Set.of(Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR, Roles.ADMIN)),
                    new Entry("business", "contracts", "/contracts.xhtml", Roles.ALL),
                    new Entry(
                            "evidence",
                            "receipts",
                            "/receipts.xhtml",
                            Set.of(Roles.PARTNER_ADMIN, Roles.PARTNER_DEVELOPER)),
                    new Entry(
                            "evidence",
                            "log",
                            "/receipts.xhtml",
                            Set.of(Roles.AUDITOR, Roles.APPROVER, Roles.ADMIN, Roles.MODEL_OWNER)),
                    new Entry(
                            "settings",
                            "credentials",
                            "/credentials.xhtml",
                            Set.of(
                                    Roles.PARTNER_ADMIN,
                                    Roles.PARTNER_DEVELOPER,
                                    Roles.AUDITOR,
                                    Roles.ADMIN)));

    private Navigation() {}

    /** Pages that belong to a list: its link is the current one there. */
    private static final Map<String, String> DETAILS =
            Map.of(
                    "/version.xhtml", "/models.xhtml",
                    "/contract.xhtml", "/contracts.xhtml",
                    "/receipt.xhtml", "/receipts.xhtml");

    /** Groups with at least one link for these roles; {@code path} is the page that is shown. */
    static List<Group> of(Set<String> roles, String path) {
        String current = DETAILS.getOrDefault(path, path);
        List<Group> groups = new ArrayList<>();
        for (Entry entry : ENTRIES) {
            if (entry.roles().stream().noneMatch(roles::contains)) {
                continue;
            }
            if (groups.isEmpty() || !groups.getLast().key().equals(entry.group())) {
                groups.add(new Group(entry.group(), new ArrayList<>()));
            }
            List<Link> links = groups.getLast().links();
            if (links.stream().noneMatch(link -> link.path().equals(entry.path()))) {
                links.add(new Link(entry.key(), entry.path(), entry.path().equals(current)));
            }
        }
        return groups;
    }

    private record Entry(String group, String key, String path, Set<String> roles) {}

    /** A heading with its links. */
    public record Group(String key, List<Link> links) {
        /** Key of the heading's text. */
        public String getTextKey() {
            return "nav.group." + key;
        }

        public String getKey() {
            return key;
        }

        public List<Link> getLinks() {
            return links;
        }
    }

    /** One page. */
    public record Link(String key, String path, boolean current) {
        /** Key of the link's text. */
        public String getTextKey() {
            return "nav." + key;
        }

        public String getPath() {
            return path;
        }

        public boolean isCurrent() {
            return current;
        }
    }
}
