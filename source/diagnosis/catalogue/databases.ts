import type {CatalogueEntry} from './entry.ts';

/** Databases that are not reached, refuse, or do not fit the migrations. */
export const databases: readonly CatalogueEntry[] = [
	{
		id: 'database-login-refused',
		match: [
			/password authentication failed for user "(?<user>[^"]{1,80})"/,
			/Access denied for user '(?<user>[^']{1,80})'@/,
			/P1000: Authentication failed against database server/,
			/no pg_hba\.conf entry for host.{0,80}user "(?<user>[^"]{1,80})"/,
			/WRONGPASS|NOAUTH Authentication required/,
		],
		cause: 'the database refuses the log-in[ of {user}]',
		advice:
			'compare the password in the secret that the build reads with the one of the database; it may have been rotated',
		retryHelps: false,
		sure: 'certain',
		example:
			'psql: error: connection to server at "db.acme.example" (203.0.113.4), port 5432 failed: FATAL:  password authentication failed for user "indexer"',
		unlike:
			'psql: error: connection to server at "db.acme.example" (203.0.113.4), port 5432 failed: Connection timed out',
	},
	{
		id: 'database-missing',
		match: [
			/database "(?<database>[^"]{1,80})" does not exist/,
			/Unknown database '(?<database>[^']{1,80})'/,
			/P1003: Database [`"]?(?<database>[\w.-]{0,80})/,
		],
		not: [/\bNOTICE\b|, skipping/],
		cause: 'the database {database} does not exist on that server',
		advice: 'check name and server in the connection string; create it when it is new',
		retryHelps: false,
		sure: 'certain',
		example: 'psql: error: FATAL:  database "indexer" does not exist',
		unlike: 'NOTICE:  database "indexer" does not exist, skipping',
	},
	{
		id: 'database-connections-used-up',
		match: [
			/too many clients already/,
			/remaining connection slots are reserved/,
			/Too many connections(?! (?:from|per))/,
		],
		cause: 'the database takes no further connections',
		advice: 'see who holds them, lower the pools, then retry',
		retryHelps: true,
		sure: 'certain',
		example: 'Error: FATAL: sorry, too many clients already',
		unlike: 'Error: too many arguments for the client',
	},
	{
		id: 'database-unreachable',
		match: [
			/connection to server at "(?<host>[^"]{1,150})".{0,60}failed: (?!FATAL)(?<why>.{1,80})/,
			/Can't connect to (?:local )?(?:MySQL|MariaDB) server (?:on|through socket) '(?<host>[^']{1,150})'/,
			/Can't reach database server at [`"](?<host>[^`"]{1,150})/,
			/could not connect to server: (?<why>.{1,80})/,
			/Could not connect to Redis at (?<host>\S{1,150}?): (?<why>.{1,60})/,
			/MongoServerSelectionError: (?<why>.{1,100})/,
		],
		cause: 'the database[ at {host}] cannot be reached[: {why}]',
		advice:
			'check that it runs, and that the build is in its VPC and allowed by its security group; right after a start, wait for it and retry',
		retryHelps: null,
		sure: 'certain',
		example:
			'psql: error: connection to server at "db.acme.example" (203.0.113.4), port 5432 failed: Connection timed out',
		unlike:
			'psql: error: connection to server at "db.acme.example" (203.0.113.4), port 5432 failed: FATAL:  password authentication failed for user "indexer"',
	},
	{
		id: 'migration-changed',
		match: [
			/migration (?<migration>\S{1,100}) was previously applied but (?:has been modified|is missing)/,
			/Can't locate revision identified by '(?<migration>[^']{1,100})'/,
			/Validate failed: Migrations have failed validation/,
			/The migration directory is corrupt/,
			/Multiple head revisions are present/,
		],
		cause: 'the migrations of this commit are not those that the database has seen[: {migration}]',
		advice:
			'never change an applied migration: restore it, and put the change into a new one; after a merge join two heads',
		retryHelps: false,
		sure: 'certain',
		example: 'error: migration 20261103101500 was previously applied but has been modified',
		unlike: 'error: migration 20261103101500 could not be read',
	},
	{
		id: 'migration-failed-before',
		match: [
			/P3009: .{0,80}failed migrations/,
			/migrate found failed migrations/,
			/Dirty database version (?<version>\d+)/,
		],
		cause:
			'an earlier migration broke off, and no further one is applied before it is settled[: version {version}]',
		advice:
			'look how far it came, finish or undo it by hand, mark it as settled (`prisma migrate resolve`, `migrate force`), then retry',
		retryHelps: false,
		sure: 'certain',
		example: 'error: Dirty database version 41. Fix and force version.',
		unlike:
			'error: P3018: A migration failed to apply. New migrations cannot be applied before the error is recovered from.',
	},
	{
		id: 'migration-failed',
		match: [
			/P3018: A migration failed to apply(?:.{0,200}?Migration name: (?<migration>\S{1,100}))?/,
			/while executing migration (?<migration>\S{1,100})/,
			/(?:[Mm]igration|migrate) [`'"]?(?<migration>(?=[\w.-]{0,99}\d)[\w.-]{3,100})[`'"]? failed\b/,
			/error: migration failed/i,
		],
		cause: 'a migration of the database fails[: {migration}]',
		advice: 'read what the database says of it; look whether it was applied in part before you retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: P3018: A migration failed to apply. New migrations cannot be applied before the error is recovered from. Migration name: 20261103_pool',
		unlike: 'error: Dirty database version 41. Fix and force version.',
	},
	{
		id: 'table-missing',
		match: [
			/relation "(?<table>[^"]{1,100})" does not exist/,
			/Table '(?<table>[^']{1,100})' doesn't exist/,
			/no such table: (?<table>[\w.]{1,100})/,
			/column "(?<table>[^"]{1,100})" (?:of relation "[^"]{1,80}" )?does not exist/,
		],
		not: [/\bNOTICE\b|, skipping/],
		cause: 'the database has no {table}: a migration has not run, or it is another database or schema',
		advice: 'compare the migrations applied there with those of this commit',
		retryHelps: false,
		sure: 'likely',
		example: 'ERROR:  relation "orders" does not exist\nLINE 1: SELECT count(*) FROM orders',
		unlike: 'FATAL:  database "orders" does not exist',
	},
];
