import type {Random} from '../../random.ts';
import {green, yellow} from './ansi.ts';
import {type Step, step} from './step.ts';
import type {BuildSubject} from './subject.ts';

const roles = ['base', 'driver', 'docker', 'agent', 'prover', 'vector', 'tuning'] as const;
const tasks = [
	'Gather facts about packages',
	'Install packages that the role needs',
	'Write the configuration',
	'Remove units that failed before',
	'Reload systemd when a unit changed',
	'Wait until the port answers',
	'Fail when the disk is nearly full',
	'Ignore errors of the legacy cleanup',
] as const;

/** The machines of a host pattern. */
export function hosts(subject: BuildSubject): string[] {
	const count = subject.target === 'staging' ? 4 : subject.target.includes('nightly') ? 6 : 12;
	const group = subject.target.includes('nightly') ? 'nightly' : subject.environment;
	return Array.from({length: count}, (_, index) => `prover-${group}-${String(index + 1).padStart(2, '0')}`);
}

/** A task's heading, filled up with stars as Ansible does. */
export const taskTitle = (title: string): string => `TASK [${title}] `.padEnd(110, '*');

/** Running the playbook against the machines of the target. */
export function playbook(subject: BuildSubject, stable: Random, own: Random): Step[] {
	const run = 'ansible-playbook -i ansible/inventory.yml ansible/prover.yml --limit "$TARGET"';
	return [
		step('galaxy', 'ansible-galaxy install -r ansible/requirements.yml', [
			'Starting galaxy role install process',
			'- downloading role from the mirror',
			'- lanes.base (2.4.1) was installed successfully',
		]),
		step('playbook', run, () => plays(subject, stable, own), 20),
	];
}

function plays(subject: BuildSubject, stable: Random, own: Random): string[] {
	const machines = hosts(subject);
	const first = machines[0] ?? '';
	const output = [`PLAY [${subject.target}] `.padEnd(110, '*'), ''];
	for (const [role, task] of roles.flatMap(role => tasks.map(task => [role, task] as const))) {
		output.push(taskTitle(`${role} : ${task}`));
		for (const host of machines) {
			if (task.startsWith('Fail when')) output.push(`skipping: [${host}]`);
			else output.push(own.next() < 0.1 ? yellow(`changed: [${host}]`) : green(`ok: [${host}]`));
		}
		if (task.startsWith('Wait') && stable.next() < 0.6)
			output.push(
				`FAILED - RETRYING: [${first}]: ${role} : ${task} (20 retries left).`,
				green(`ok: [${first}]`),
			);
		output.push('');
	}
	return [...output, 'PLAY RECAP '.padEnd(110, '*'), ...machines.map(host => recap(host, 56, 0))];
}

/** A machine's line in the recap. */
export function recap(host: string, ok: number, unreachable: number): string {
	return `${host.padEnd(26)} : ok=${ok} changed=5 unreachable=${unreachable} failed=0 skipped=7 rescued=0 ignored=1`;
}
