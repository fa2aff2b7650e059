/** What is said on the way, in one sentence each, to whoever shows it. */
export interface Voice {
	say(sentence: string): void;
	/** Hears what is said from now on, and what was said while nobody heard. Returns what ends the listening. */
	listen(hear: (sentence: string) => void): () => void;
}

export function createVoice(): Voice {
	const unheard: string[] = [];
	const listeners = new Set<(sentence: string) => void>();
	return {
		say(sentence) {
			if (listeners.size === 0) unheard.push(sentence);
			for (const hear of listeners) hear(sentence);
		},
		listen(hear) {
			listeners.add(hear);
			for (const sentence of unheard.splice(0)) hear(sentence);
			return () => void listeners.delete(hear);
		},
	};
}
