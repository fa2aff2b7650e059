import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join, normalize, sep} from 'node:path';
import type {Account} from '../account/account.ts';
import {endBuild} from '../account/builds.ts';
import {noContext} from '../account/course.ts';
import {closePhase, openPhase, printLine} from '../account/real-build.ts';
import type {Build, BuildPhase} from '../account/records.ts';
import {commitOf} from '../account/sources.ts';
import {agentTime} from '../logs/build-log.ts';
import type {TimedPhase} from '../scenario.ts';
import {collect, layOut, outputOf} from './artifacts.ts';
import {
	type Buildspec,
	BuildspecError,
	type CommandPhase,
	commandPhases,
	isInline,
	type PhaseCommands,
	parseBuildspec,
} from './buildspec.ts';
import {environmentOf, type Places} from './environment.ts';
import {openShell, type Shell} from './shell.ts';

type Work = {
	readonly account: Account;
	readonly build: Build;
	readonly places: Places;
	readonly endpoint: string;
	readonly onShell: (shell: Shell) => void;
};

/** The hand that writes into the build's record; does nothing any more once the build has ended. */
type Hand = {
	readonly isOver: () => boolean;
	readonly agent: (text: string) => void;
	readonly print: (line: string) => void;
	readonly enter: (phase: TimedPhase) => void;
	readonly complete: (phase: TimedPhase, failure?: BuildPhase['context']) => void;
	/** `fault` is what went wrong beside the commands. */
	readonly end: (fault?: BuildPhase['context']) => void;
};

function handOn({account, build}: Work): Hand {
	const {world} = account;
	const record = (act: () => void) => {
		account.advance();
		if (!build.hasEnded) act();
	};
	const agent = (text: string) =>
		record(() => {
			const count = build.output?.length ?? 0;
			printLine(world, build, `[Container] ${agentTime(world.agenda.now(), count)} ${text}`);
		});
	return {
		isOver: () => build.hasEnded,
		agent,
		print: line => record(() => printLine(world, build, line)),
		enter: phase => record(() => openPhase(world, build, phase)),
		complete: (phase, failure) => {
			agent(`Phase complete: ${phase} State: ${failure ? 'FAILED' : 'SUCCEEDED'}`);
			const {statusCode, message} = failure ?? noContext;
			agent(`Phase context status code: ${statusCode} Message: ${message}`);
			record(() => closePhase(world, build, failure ? 'FAILED' : 'SUCCEEDED', failure));
		},
		end: fault =>
			record(() => {
				closePhase(world, build, fault ? 'FAULT' : 'SUCCEEDED', fault);
				build.endsAt = world.agenda.now();
				endBuild(world, build);
			}),
	};
}

/** Runs a build from DOWNLOAD_SOURCE to its end. Never rejects: what goes wrong here is the build's failure. */
export async function runBuild(work: Work): Promise<void> {
	const hand = handOn(work);
	try {
		const buildspec = await download(work, hand);
		if (buildspec) await runPhases(work, hand, buildspec);
		hand.enter('FINALIZING');
		hand.end();
	} catch (error) {
		hand.end({
			statusCode: 'INTERNAL_SERVICE_ERROR',
			message: error instanceof Error ? error.message : String(error),
		});
	}
}

/** Lays out the source and reads the buildspec; undefined when there is none to be used. */
async function download(work: Work, hand: Hand): Promise<Buildspec | undefined> {
	const {source} = work.places;
	for (const line of [
		'Running on CodeBuild On-demand',
		'Waiting for agent ping',
		'Phase is DOWNLOAD_SOURCE',
		`CODEBUILD_SRC_DIR=${source}`,
		`YAML location is ${yamlLocation(work)}`,
		'Processing environment variables',
	])
		hand.agent(line);
	try {
		await writeSource(work);
		const buildspec = parseBuildspec(await buildspecText(work));
		hand.agent(`Moving to directory ${source}`);
		const found = commandPhases.filter(phase => buildspec.phases[phase]);
		hand.agent(`Phases found in YAML: ${found.length}`);
		for (const phase of found)
			hand.agent(` ${phase}: ${buildspec.phases[phase]?.commands.length ?? 0} commands`);
		const unknown = missingValue(work.build, buildspec);
		hand.complete('DOWNLOAD_SOURCE', unknown);
		return unknown ? undefined : buildspec;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const statusCode = error instanceof BuildspecError ? 'YAML_FILE_ERROR' : 'CLIENT_ERROR';
		hand.complete('DOWNLOAD_SOURCE', {statusCode, message});
		return undefined;
	}
}

/** An account without parameters and secrets has none of the values that a build asks for. */
function missingValue(
	{settings}: Build,
	{parameters, secrets}: Buildspec,
): BuildPhase['context'] | undefined {
	const asked = settings.environment.environmentVariables ?? [];
	const named = (type: string) => asked.filter(each => each.type === type).map(({value}) => value);
	const [parameter] = [...named('PARAMETER_STORE'), ...parameters];
	const [secret] = [...named('SECRETS_MANAGER'), ...secrets];
	if (parameter === undefined && secret === undefined) return undefined;
	const message =
		parameter === undefined
			? `Secrets Manager can't find the specified secret: ${secret}`
			: `parameter does not exist: ${parameter}`;
	return {statusCode: 'Decrypted Variables Error', message};
}

const usualPath = 'buildspec.yml';

function yamlLocation({build, places}: Work): string {
	const {buildspec} = build.settings.source;
	if (buildspec && isInline(buildspec)) return join(places.scratch, usualPath);
	return join(places.source, buildspec || usualPath);
}

async function writeSource({build, places}: Work): Promise<void> {
	if (await layOut(build, places.artifacts, places.source)) return;
	const commit = build.run && commitOf(build.run.stageRun.execution);
	for (const [path, text] of Object.entries(commit?.files ?? {})) {
		const target = normalize(join(places.source, path));
		if (!target.startsWith(places.source + sep)) continue;
		await mkdir(dirname(target), {recursive: true});
		await writeFile(target, text);
	}
}

async function buildspecText(work: Work): Promise<string> {
	const {buildspec} = work.build.settings.source;
	if (buildspec && isInline(buildspec)) return buildspec;
	const path = yamlLocation(work);
	return readFile(path, 'utf8').catch(() => {
		throw new BuildspecError(`stat ${path}: no such file or directory`);
	});
}

async function runPhases(work: Work, hand: Hand, buildspec: Buildspec): Promise<void> {
	const {account, build, places, endpoint} = work;
	const environment = environmentOf(account.world, build, places, endpoint, buildspec.variables);
	const shell = openShell({
		name: buildspec.shell,
		directory: places.source,
		folder: places.scripts,
		environment,
		isShared: buildspec.isShared,
	});
	work.onShell(shell);
	for (const phase of commandPhases) {
		if (hand.isOver()) return;
		const failure = await runPhase(hand, shell, phase, buildspec.phases[phase]);
		if (!failure) continue;
		environment.CODEBUILD_BUILD_SUCCEEDING = '0';
		await shell.run('export CODEBUILD_BUILD_SUCCEEDING=0', () => undefined);
		const onFailure = buildspec.phases[phase]?.onFailure;
		if (onFailure === 'RETRY')
			hand.agent(`on-failure: RETRY of phase ${phase} is not simulated, it is taken for ABORT`);
		if (!goesOn(phase, onFailure)) break;
	}
	if (build.status === 'SUCCEEDED' && !hand.isOver()) build.exports = await exportsOf(shell, buildspec);
	hand.enter('UPLOAD_ARTIFACTS');
	hand.complete('UPLOAD_ARTIFACTS', await giveOut(work, buildspec));
}

/** Keeps what a build gives out; returns what is wrong with it. */
async function giveOut(
	{build, places}: Work,
	{artifacts}: Buildspec,
): Promise<BuildPhase['context'] | undefined> {
	if (!artifacts || build.settings.artifacts.type === 'NO_ARTIFACTS') return undefined;
	const isThere = await collect(artifacts, places.source, outputOf(places.artifacts, build));
	return isThere ? undefined : {statusCode: 'CLIENT_ERROR', message: 'no matching artifact paths found'};
}

/** Whether the next phase runs after one that failed; by itself only POST_BUILD does, after BUILD. */
function goesOn(phase: CommandPhase, onFailure: PhaseCommands['onFailure']): boolean {
	return onFailure === undefined ? phase === 'BUILD' : onFailure === 'CONTINUE';
}

/** Runs a phase's commands up to the first that fails, then its `finally`; returns what failed first. */
async function runPhase(
	hand: Hand,
	shell: Shell,
	phase: CommandPhase,
	given: PhaseCommands | undefined,
): Promise<BuildPhase['context'] | undefined> {
	hand.enter(phase);
	hand.agent(`Entering phase ${phase}`);
	const first = await runCommands(hand, shell, given?.commands ?? []);
	const last = await runCommands(hand, shell, given?.finally ?? []);
	const failure = first ?? last;
	hand.complete(phase, failure);
	return failure;
}

async function runCommands(
	hand: Hand,
	shell: Shell,
	commands: readonly string[],
): Promise<BuildPhase['context'] | undefined> {
	for (const command of commands) {
		if (hand.isOver()) return undefined;
		hand.agent(`Running command ${command}`);
		const status = await shell.run(command, hand.print);
		if (status === 0) continue;
		hand.agent(`Command did not exit successfully ${command} exit status ${status}`);
		return {
			statusCode: 'COMMAND_EXECUTION_ERROR',
			message: `Error while executing command: ${command}. Reason: exit status ${status}`,
		};
	}
	return undefined;
}

/** The values of the exported variables, as the last command left them. */
async function exportsOf(shell: Shell, {exported}: Buildspec): Promise<Record<string, string>> {
	const values: Record<string, string> = {};
	for (const name of exported.filter(each => /^[A-Za-z_]\w*$/.test(each))) {
		const lines: string[] = [];
		await shell.run(`printf '%s\\n' "\${${name}}"`, line => lines.push(line));
		values[name] = lines.join('\n');
	}
	return values;
}
