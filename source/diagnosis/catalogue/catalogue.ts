import {ansible} from './ansible.ts';
import {buildspecs} from './buildspecs.ts';
import {calls} from './calls.ts';
import {cdk} from './cdk.ts';
import {cloudformation} from './cloudformation.ts';
import {codebuild} from './codebuild.ts';
import {commands} from './commands.ts';
import {compilers} from './compilers.ts';
import {databases} from './databases.ts';
import {deployments} from './deployments.ts';
import {ecs} from './ecs.ts';
import type {CatalogueEntry} from './entry.ts';
import {existing} from './existing.ts';
import {general} from './general.ts';
import {git} from './git.ts';
import {identities} from './identities.ts';
import {images} from './images.ts';
import {jvmPackages} from './jvm-packages.ts';
import {kubernetes} from './kubernetes.ts';
import {lastResorts} from './last-resorts.ts';
import {limits} from './limits.ts';
import {linters} from './linters.ts';
import {locks} from './locks.ts';
import {machine} from './machine.ts';
import {modules} from './modules.ts';
import {network} from './network.ts';
import {nodePackages} from './node-packages.ts';
import {osPackages} from './os-packages.ts';
import {packages} from './packages.ts';
import {permissions} from './permissions.ts';
import {pulumi} from './pulumi.ts';
import {pythonPackages} from './python-packages.ts';
import {registries} from './registries.ts';
import {registryLimits} from './registry-limits.ts';
import {rollouts} from './rollouts.ts';
import {runbook} from './runbook.ts';
import {secrets} from './secrets.ts';
import {sources} from './sources.ts';
import {ssh} from './ssh.ts';
import {terraform} from './terraform.ts';
import {terraformState} from './terraform-state.ts';
import {testRuns} from './test-runs.ts';

/**
 * Every failure that is known, the more special before the more general. Tests come first: what they expected and got
 * quotes the words of every other failure.
 */
export const catalogue: readonly CatalogueEntry[] = [
	...testRuns,
	...runbook,
	...locks,
	...pulumi,
	...terraform,
	...terraformState,
	...cloudformation,
	...cdk,
	...kubernetes,
	...rollouts,
	...ecs,
	...deployments,
	...ansible,
	...images,
	...registries,
	...registryLimits,
	...buildspecs,
	...secrets,
	...sources,
	...codebuild,
	...git,
	...nodePackages,
	...pythonPackages,
	...osPackages,
	...packages,
	...jvmPackages,
	...compilers,
	...modules,
	...linters,
	...databases,
	...commands,
	...ssh,
	...existing,
	...limits,
	...identities,
	...calls,
	...permissions,
	...machine,
	...network,
	...general,
	...lastResorts,
];
