/*
 * The limit on SQLite: the product's rows, one transaction a sign-up, from one thread of a plain C program.
 * Usage: sqlite_loop <database> <tenant> <shifts> <reaction> <kept answers 0|1> <seconds>
 * Prints how many sign-ups it wrote and how many a second.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *db;

static void fail(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static void run(const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(sql);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        fail(sql);
    return statement;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t state;

static uint64_t draw(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* Grows with time, as the product's ids do. */
static void new_id(char *text, int growing)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t head = growing ? (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000 : draw() & 0xffffffffffffULL;
    uint64_t a = draw(), b = draw();
    snprintf(text, 37, "%08X-%04X-%04X-%04X-%012llX", (unsigned)(head >> 16), (unsigned)(head & 0xffff), (unsigned)(0x7000 | (a & 0xfff)),
             (unsigned)(0x8000 | (b & 0x3fff)), (unsigned long long)((a >> 16) & 0xffffffffffffULL));
}

static void text(sqlite3_stmt *statement, int index, const char *value)
{
    if (sqlite3_bind_text(statement, index, value, -1, SQLITE_TRANSIENT) != SQLITE_OK)
        fail("bind");
}

static void step(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE)
        fail(sqlite3_sql(statement));
    sqlite3_reset(statement);
}

int main(int count, char **arguments)
{
    if (count != 7)
        return 2;
    const char *tenant = arguments[2], *reaction = arguments[4];
    long shifts = atol(arguments[3]), written = 0;
    int keeps = atoi(arguments[5]);
    double length = atof(arguments[6]);
    state = (uint64_t)(seconds() * 1e9) | 1;

    if (sqlite3_open(arguments[1], &db) != SQLITE_OK)
        fail("open");
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 30000;");
    sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
    sqlite3_stmt *take = prepare("UPDATE volunteering_shifts SET taken = taken + 1 WHERE tenant_id = ?1 AND id = ?2 AND state = 'Open' AND taken < places RETURNING starts_at, ends_at");
    sqlite3_stmt *add = prepare(
        "INSERT INTO volunteering_signups (tenant_id, id, version, shift_id, person_id, state, by_person_id, signed_up_at, starts_at, ends_at, needs_reconfirmation, withdrew_late, accepted_risk) "
        "VALUES (?1, ?2, 0, ?3, ?4, 'Confirmed', ?4, ?5, ?6, ?7, 0, 0, 0)");
    sqlite3_stmt *audit = prepare(
        "INSERT INTO platform_audit_entries (id, at, tenant_id, account_id, action, thing, thing_id, change, changes) "
        "VALUES (?1, ?2, ?3, ?4, 'HTTP: POST /api/volunteering/shifts/{shiftId:guid}/signups', 'Signup', ?5, 'Added', ?6)");
    sqlite3_stmt *tell = prepare(
        "INSERT INTO platform_outbox (id, tenant_id, reaction, payload, occurred_at, next_attempt_at, attempts) VALUES (?1, ?2, ?3, ?4, ?5, ?5, 0)");
    sqlite3_stmt *keep = prepare(
        "INSERT INTO platform_idempotent_answers (owner, key, request_hash, status, body, content_type, created_at) VALUES (?1, ?2, randomblob(32), 200, ?3, 'application/json; charset=utf-8', ?4)");

    char account[37], now[40], starts[64], ends[64], shift[64], signup[37], person[37], id[37], body[400];
    new_id(account, 1);
    double from = seconds();
    while (seconds() - from < length)
    {
        struct timespec clock;
        struct tm parts;
        clock_gettime(CLOCK_REALTIME, &clock);
        gmtime_r(&clock.tv_sec, &parts);
        size_t end = strftime(now, sizeof now, "%Y-%m-%d %H:%M:%S", &parts);
        snprintf(now + end, sizeof now - end, ".%07ld", clock.tv_nsec / 100);
        snprintf(shift, sizeof shift, "00000000-0000-7000-8000-%012lX", (unsigned long)(draw() % (uint64_t)shifts) + 1);
        new_id(signup, 1);
        new_id(person, 0);

        step(begin);
        text(take, 1, tenant);
        text(take, 2, shift);
        if (sqlite3_step(take) != SQLITE_ROW)
            fail("the shift is full or unknown");
        snprintf(starts, sizeof starts, "%s", sqlite3_column_text(take, 0));
        snprintf(ends, sizeof ends, "%s", sqlite3_column_text(take, 1));
        step(take);

        text(add, 1, tenant);
        text(add, 2, signup);
        text(add, 3, shift);
        text(add, 4, person);
        text(add, 5, now);
        text(add, 6, starts);
        text(add, 7, ends);
        step(add);

        new_id(id, 1);
        snprintf(body, sizeof body, "{\"ShiftId\":[null,\"%s\"],\"PersonId\":[null,\"%s\"],\"State\":[null,\"Confirmed\"],\"RoleKey\":[null,null],\"OverrideReason\":[null,null]}", shift, person);
        text(audit, 1, id);
        text(audit, 2, now);
        text(audit, 3, tenant);
        text(audit, 4, account);
        text(audit, 5, signup);
        text(audit, 6, body);
        step(audit);

        new_id(id, 1);
        snprintf(body, sizeof body, "{\"SignupId\":\"%s\"}", signup);
        text(tell, 1, id);
        text(tell, 2, tenant);
        text(tell, 3, reaction);
        text(tell, 4, body);
        text(tell, 5, now);
        step(tell);

        if (keeps)
        {
            new_id(id, 0);
            snprintf(body, sizeof body, "{\"signupId\":\"%s\",\"state\":\"Confirmed\",\"waitlistNumber\":null,\"warnings\":[]}", signup);
            text(keep, 1, account);
            text(keep, 2, id);
            if (sqlite3_bind_blob(keep, 3, body, (int)strlen(body), SQLITE_TRANSIENT) != SQLITE_OK)
                fail("bind");
            text(keep, 4, now);
            step(keep);
        }

        step(commit);
        written++;
    }

    printf("%ld %.1f\n", written, (double)written / (seconds() - from));
    return 0;
}
