/** Subjects of the past commits without their pull request numbers, newest first; the first one holds the gate. */
export const pastSubjects = [
	'fix(distributor): round payouts down to whole wei',
	'feat(indexer): backfill market stats by day',
	'chore(deps): bump the sqlx family to 0.8.2',
	'fix(order-stream): close idle sockets after 60s',
	'feat(slasher): skip requests that are already refunded',
	'refactor(order-generator): one config loader for all chains',
	'docs(infra): how to add a chain to a stack',
	'fix(prover-ansible): wait for the agent before the health check',
	'perf(indexer): prepared statements for block ranges',
	'feat(requestor-lists): second tier for trusted requestors',
	'ci: cache the toolchain between jobs',
	'fix(kailua-batch): retry when the beacon node lags',
	'feat(order-stream): report queue depth per chain',
	'chore(infra): raise the alarm threshold for stale blocks',
	'fix(slasher): do not count reorged blocks twice',
	'test(distributor): property tests for share splitting',
	'feat(prover-ansible): pin the driver version on GPU hosts',
	'refactor(indexer): split the writer from the reader',
	'fix(order-generator): cap the lock timeout at 20 minutes',
	'feat(infra): one dashboard per environment',
	'revert: "perf(order-stream): share one connection pool"',
	'perf(order-stream): share one connection pool',
	'chore: drop the unused staging faucet',
	'fix(indexer): tolerate null topics in legacy logs',
	'feat(distributor): dry-run flag for the weekly job',
] as const;

/** The commit that the demo follows. */
export const trackedSubject = 'feat(order-stream): batch inserts';

/** The first commits after it, oldest first: the first breaks the build of kailua-batch, the fourth mends it. */
export const nextSubjects = [
	'feat(kailua-batch): alarm when a batch is late',
	'fix(slasher): log the bond that was slashed',
	'chore(deps): bump the alloy family to 0.9.2',
	'fix(kailua-batch): export the alarm names that the stack imports',
] as const;

/** What later commits are put together from. */
export const words = {
	kinds: ['feat', 'fix', 'fix', 'perf', 'refactor', 'chore', 'test', 'docs'],
	scopes: [
		'distributor',
		'indexer',
		'infra',
		'kailua-batch',
		'order-generator',
		'order-stream',
		'prover-ansible',
		'requestor-lists',
		'slasher',
	],
	verbs: [
		'bound',
		'cache',
		'check',
		'drop',
		'log',
		'measure',
		'rename',
		'retry',
		'simplify',
		'split',
		'time out',
	],
	things: [
		'the block range query',
		'the bond lookup',
		'calls to the price feed',
		'expired locks',
		'fee estimates per chain',
		'nonce handling',
		'the health endpoint',
		'the reconnect loop',
		'requests without a deadline',
		'the retry budget',
		'slow subscribers',
		'the startup migration',
	],
} as const;

export const authors = [
	{name: 'Mara Lindqvist', email: 'mara@harbor.example'},
	{name: 'Tomas Okafor', email: 'tomas@harbor.example'},
	{name: 'Ines Calder', email: 'ines@harbor.example'},
	{name: 'Rui Takeda', email: 'rui@harbor.example'},
	{name: 'Joel Brandt', email: 'joel@harbor.example'},
	{name: 'Noor Haddad', email: 'noor@harbor.example'},
] as const;
