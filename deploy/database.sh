#!/bin/sh
# Run once by the database's container, on an empty volume. The application gets a role that owns its own
# database and is no superuser: who breaks into a worker reaches the dossiers, and not the server under them.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
CREATE ROLE analyser LOGIN PASSWORD :'password';
CREATE DATABASE analyser OWNER analyser;
REVOKE CONNECT ON DATABASE analyser FROM PUBLIC;
SQL
