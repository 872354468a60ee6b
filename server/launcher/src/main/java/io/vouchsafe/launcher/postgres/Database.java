package io.vouchsafe.launcher.postgres;

import io.vouchsafe.launcher.data.Secret;

/** A database that the suite may use: JDBC address, user, password. */
public record Database(String url, String user, Secret password) {}
