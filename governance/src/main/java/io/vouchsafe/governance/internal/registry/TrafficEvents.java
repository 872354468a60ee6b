package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.audit.Event;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.kernel.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Events of shares. */
final class TrafficEvents {
    private TrafficEvents() {}

    static Event shared(Caller caller, Rollout.Kind kind, Rollout.Share share) {
        return new Event.TrafficShared(caller, share.version(), name(kind), share.perMille());
    }

    static Event ended(Caller caller, Rollout.Kind kind, Rollout.Share share) {
        return new Event.TrafficShared(caller, share.version(), name(kind), 0);
    }

    /** One for each share that was and is no more. */
    static List<Event> ended(Caller caller, Rollout before, Rollout after) {
        return Arrays.stream(Rollout.Kind.values())
                .filter(kind -> after.share(kind).isEmpty())
                .flatMap(kind -> before.share(kind).map(was -> ended(caller, kind, was)).stream())
                .toList();
    }

    private static String name(Rollout.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
