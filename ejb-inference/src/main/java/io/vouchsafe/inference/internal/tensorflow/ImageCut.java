package io.vouchsafe.inference.internal.tensorflow;

/**
 * Which part of a picture is taken, to what size it is brought, and what is added around it.
 *
 * @param top first row taken
 * @param left first column taken
 * @param height rows taken
 * @param width columns taken
 * @param toHeight rows it becomes
 * @param toWidth columns it becomes
 * @param above rows added before them; the rest comes below
 * @param before columns added before them; the rest comes behind
 */
public record ImageCut(
        int top,
        int left,
        int height,
        int width,
        int toHeight,
        int toWidth,
        int above,
        int before) {}
