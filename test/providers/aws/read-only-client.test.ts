import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as codebuild from '@aws-sdk/client-codebuild';
import * as codepipeline from '@aws-sdk/client-codepipeline';
import * as sts from '@aws-sdk/client-sts';
import {expect, it} from 'vitest';
import {createReadOnlyClients, readOperations} from '../../../source/providers/aws/read-only-client.ts';
import {json, keys, listen, rejection, xml} from './loopback.ts';

type Command = new (input: object) => object;
type Send = (command: object) => Promise<unknown>;

function commandsOf(sdk: object): [string, Command][] {
	return Object.entries(sdk)
		.filter(
			(entry): entry is [string, Command] => /[a-z]Command$/.test(entry[0]) && typeof entry[1] === 'function',
		)
		.map(([name, command]) => [name.replace(/Command$/, ''), command]);
}

it.each([
	['CodePipeline', codepipeline, 'pipelines', 'PutApprovalResult'],
	['CodeBuild', codebuild, 'builds', 'StartBuild'],
	['CloudWatch Logs', logs, 'logs', 'DeleteLogGroup'],
	['STS', sts, 'identity', 'AssumeRole'],
] as const)('lets no operation of %s but known reads leave the process', async (_, sdk, service, known) => {
	const {received, endpoint} = await listen(service === 'identity' ? xml({}) : json({anything: true}));
	const clients = createReadOnlyClients({region: 'us-west-2', credentials: keys, endpoint});
	const client = await clients[service]();
	const send = client.send.bind(client) as Send;
	const commands = commandsOf(sdk);
	expect(commands.map(([name]) => name)).toContain(known);
	for (const [name, Command] of commands) {
		if (readOperations.has(name)) await send(new Command({}));
		else expect(await rejection(send(new Command({}))), name).toMatchObject({errorName: 'ReadOnly'});
	}
	clients.close();
	const allowed = commands.map(([name]) => name).filter(name => readOperations.has(name));
	expect(allowed.length).toBeGreaterThan(0);
	expect(received.map(({target}) => target)).toEqual(allowed);
});

it('names no operation that could change anything', () => {
	for (const name of readOperations) expect(name).toMatch(/^(?:Get|List|BatchGet)[A-Z]/);
});

it('builds each client once', async () => {
	const clients = createReadOnlyClients({region: 'us-west-2', credentials: keys, endpoint: null});
	expect(await clients.pipelines()).toBe(await clients.pipelines());
	clients.close();
});
