import {createRandom, type Random} from '../../random.ts';
import {redrawn} from './ansi.ts';
import {playbook} from './ansible.ts';
import {dockerLogins, dockerPulls} from './containers.ts';
import {pulumiDeploy} from './pulumi.ts';
import {assumeRole} from './role.ts';
import {submodules} from './sources.ts';
import {type Script, type Step, step} from './step.ts';
import type {BuildSubject} from './subject.ts';
import {deployerImage, npmInstall, unitTests} from './toolchain.ts';

/**
 * What a build runs and prints when all goes well. What an app brings along is the same in each of its builds, so that two
 * logs of it can be compared; only times and chance differ.
 */
export function buildScript(subject: BuildSubject, random: Random): Script {
	const stable = createRandom(`log/${subject.app}`);
	const own = random.fork('log');
	const deploy = subject.kind === 'ansible' ? playbook : pulumiDeploy;
	return {
		INSTALL: [
			step(
				'runtime',
				'n 22',
				['     copying : node/22.11.0', '   installed : v22.11.0 (with npm 10.9.0)'],
				2,
			),
			step('versions', 'node --version && docker --version', [
				'v22.11.0',
				'Docker version 27.3.1, build ce12230',
			]),
		],
		PRE_BUILD: subject.kind === 'monitoring' ? tools(own) : [...tools(own), ...preparation(stable, own)],
		BUILD: [...assumeRole(subject), ...deploy(subject, stable.fork('deploy'), own.fork('deploy'))],
		POST_BUILD: [
			step('finished', 'echo "Build finished on $(date -u)"', ['Build finished']),
			...(subject.app === 'order-stream'
				? [
						step('post-deploy', './post-deploy.sh $STACK_NAME', [
							'waiting for the new tasks',
							'healthy: 2 of 2',
						]),
					]
				: []),
		],
	};
}

function tools(own: Random): Step[] {
	const bar = (percent: number) =>
		`${String(percent).padStart(3)}  ${'#'.repeat(Math.floor(percent / 2)).padEnd(50)} ${own.integer(9, 60)}.${own.integer(0, 9)}M/s`;
	return [
		step('strict', 'set -e'),
		step(
			'git-config',
			'git config --global url."https://$GITHUB_TOKEN@git.lanes.example/".insteadOf "https://git.lanes.example/"',
		),
		step('pulumi', 'curl -fSL "$PULUMI_SCRIPT" | sh -s -- --version 3.193.0', [
			'=== Installing Pulumi v3.193.0 ===',
			redrawn([bar(2), bar(31), bar(77), bar(100)]),
			'=== Pulumi is now installed! ===',
		]),
		step(
			'pulumi-login',
			'pulumi login --non-interactive "s3://lanes-pulumi-state?region=us-west-2&awssdk=v2"',
			['Logged in to the state bucket as root'],
		),
	];
}

function preparation(stable: Random, own: Random): Step[] {
	const streams = (label: string) => [stable.fork(label), own.fork(label)] as const;
	return [
		submodules(...streams('submodules')),
		...dockerLogins(),
		...dockerPulls(...streams('pulls')),
		npmInstall(...streams('packages')),
		deployerImage(...streams('image')),
		unitTests(...streams('tests')),
	];
}
