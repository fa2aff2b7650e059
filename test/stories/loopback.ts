// Loaded into the program before it starts: writes down every address that it, or a program that it starts, talks to.
import {subscribe} from 'node:diagnostics_channel';
import {appendFileSync} from 'node:fs';
import {Socket} from 'node:net';

subscribe('net.client.socket', message => {
	if (typeof message !== 'object' || message === null || !('socket' in message)) return;
	const {socket} = message;
	if (!(socket instanceof Socket)) return;
	const file = process.env.CONNECTIONS ?? '';
	socket.on('connectionAttempt', (address, port) => appendFileSync(file, `${address}:${port}\n`));
	socket.on('lookup', (_error, _address, _family, host) => appendFileSync(file, `${host}\n`));
});
