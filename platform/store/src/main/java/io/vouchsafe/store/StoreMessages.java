package io.vouchsafe.store;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.ValidIdRange;

/** Texts of the migrations. */
@MessageBundle(projectCode = "VOUCH")
@ValidIdRange(min = 10150, max = 10199)
interface StoreMessages {
    StoreMessages TEXTS = Messages.getBundle(MethodHandles.lookup(), StoreMessages.class);

    @Message(
            id = 10150,
            value =
                    "Persistence unit '%s' has no data source to migrate, but '%s'. Name one in its"
                            + " persistence.xml.")
    IllegalStateException noDataSource(String unit, String found);
}
