#!/bin/sh
# Makes the application's role: it may log in and connect, and owns nothing. Run once, as the owner of the
# database, by the entry point of the postgres image, or by hand with the same variables set.
set -eu

psql --set=ON_ERROR_STOP=1 --set=password="$LZ_APP_PASSWORD" --set=name="$POSTGRES_DB" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --no-psqlrc --quiet <<'SQL'
CREATE ROLE lz_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"name" TO lz_app;
SQL
