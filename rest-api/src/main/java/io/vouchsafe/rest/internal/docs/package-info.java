/**
 * Owns: the page that lets a person try the API in the browser.
 *
 * <p>Promises: it works without the internet, and its scripts are the ones shipped here.
 *
 * <p>Never: keeps a credential beyond the page's life.
 *
 * <p>Depends on: Swagger UI as a web jar; the description at {@code /api/openapi}.
 */
@NullMarked
package io.vouchsafe.rest.internal.docs;

import org.jspecify.annotations.NullMarked;
