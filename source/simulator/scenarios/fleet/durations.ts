import type {Random} from '../../random.ts';
import type {TimedPhase} from '../../scenario.ts';

const second = 1000;
const minute = 60 * second;

/** Usual minutes of a whole build: by app, then by action; `staging` and `production` stand for the actions not named. */
const usualMinutes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	distributor: {staging: 6.5, DeployStagingTaiko: 8, production: 7.5, DeployProductionTaiko: 8.5},
	'order-generator': {staging: 5, DeployStagingTaiko: 8, production: 6.5},
	'order-stream': {staging: 10.5, DeployStagingTaiko: 12.3, production: 11},
	slasher: {staging: 5, DeployStagingTaiko: 5.5, production: 6},
	indexer: {staging: 12, DeployStagingEthSepolia: 13.4, DeployStagingTaiko: 12.6, production: 14},
	'kailua-batch': {staging: 6, production: 7},
	'requestor-lists': {staging: 5, production: 6.5},
	'prover-ansible': {
		AnsibleDeployStaging: 7.5,
		CWMonitoringStaging: 2.5,
		AnsibleDeployProductionNightly: 24,
		AnsibleDeployProduction: 24,
		CWMonitoringProduction: 3,
	},
};
const otherMinutes = {staging: 4, production: 5};

/** How long a build usually takes, in simulated ms. */
export function usualTime(app: string, stage: string, action: string): number {
	const minutes: Readonly<Record<string, number>> = usualMinutes[app] ?? otherMinutes;
	const common = stage === 'DeployStaging' ? 'staging' : 'production';
	return (minutes[action] ?? minutes[common] ?? 5) * minute;
}

/** Part of a deployment's own time that its preparation takes: tools, images, packages. */
const preparation = 0.55;

/** Divides the time of a build among its phases. `spread` is how far the parts stray from the usual (0: not at all). */
export function phaseTimes(total: number, spread: number, random: Random): Record<TimedPhase, number> {
	const stray = (ms: number) => Math.round(ms * (1 + random.between(-spread, spread)));
	const around = {
		SUBMITTED: stray(0.3 * second),
		QUEUED: stray(1.5 * second),
		PROVISIONING: stray(20 * second),
		DOWNLOAD_SOURCE: stray(6 * second),
		INSTALL: stray(10 * second),
		POST_BUILD: stray(2 * second),
		UPLOAD_ARTIFACTS: stray(3 * second),
		FINALIZING: stray(2 * second),
	};
	const own = Math.max(minute, total - 45 * second);
	return {...around, PRE_BUILD: stray(own * preparation), BUILD: stray(own * (1 - preparation))};
}
