package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelRef;
import java.time.Instant;

/**
 * What came of the copies that a shadow computed.
 *
 * @param champion whose answers it was compared with
 * @param compared copies that both computed
 * @param failed copies on which the shadow alone failed, or answered in another shape
 * @param dropped copies that were not computed because the node was busy
 * @param labels labels that both gave: the class with the highest score, an integer, or a text
 * @param agreed labels that were the same
 * @param maxDifference largest absolute difference of two numbers
 * @param since when the first copy was counted
 */
public record Comparison(
        ModelRef shadow,
        ModelRef champion,
        long compared,
        long failed,
        long dropped,
        long labels,
        long agreed,
        double maxDifference,
        Instant since) {}
