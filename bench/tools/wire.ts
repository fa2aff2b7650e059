import {type AddressInfo, connect, createServer} from 'node:net';

/** Bytes on the wire, headers included: what clients asked, and what they were answered. */
export interface Wire {
	readonly asked: number;
	readonly answered: number;
}

/** Stands in front of a server on this machine, and counts what passes. */
export async function countWire(server: string): Promise<{readonly url: string; readonly wire: () => Wire}> {
	let asked = 0;
	let answered = 0;
	const {port: behind} = new URL(server);
	const front = createServer(client => {
		const upstream = connect(Number(behind), '127.0.0.1');
		client.setNoDelay();
		upstream.setNoDelay();
		client.on('data', chunk => {
			asked += chunk.length;
		});
		upstream.on('data', chunk => {
			answered += chunk.length;
		});
		client.pipe(upstream).pipe(client);
		// Whoever goes takes the other end along.
		client.on('error', () => upstream.destroy());
		upstream.on('error', () => client.destroy());
	});
	await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve));
	// A server that listens on a port has an address of this kind.
	const {port} = front.address() as AddressInfo;
	return {url: `http://127.0.0.1:${port}`, wire: () => ({asked, answered})};
}
