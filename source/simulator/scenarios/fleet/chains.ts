/** A chain that an app is deployed for: the name in action names, the id in stack and project names. */
export type Chain = {readonly name: string; readonly id: number};

const baseSepolia: Chain = {name: 'BaseSepolia', id: 84532};
const taiko: Chain = {name: 'Taiko', id: 167000};
const ethSepolia: Chain = {name: 'EthSepolia', id: 11155111};
const baseMainnet: Chain = {name: 'BaseMainnet', id: 8453};
const ethMainnet: Chain = {name: 'EthMainnet', id: 1};

/** The chains of the order pipelines. */
export const orderChains = {
	staging: [baseSepolia, taiko],
	production: [baseSepolia, ethSepolia, baseMainnet, taiko],
} as const;

/** The indexer's chains. */
export const indexerChains = {
	staging: [baseSepolia, ethSepolia, taiko],
	production: [baseSepolia, ethSepolia, baseMainnet, ethMainnet, taiko],
} as const;
