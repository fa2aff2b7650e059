import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Most of the stories wait for a program of their own: a core that is kept free for the runner stands idle.
		maxWorkers: '100%',
		testTimeout: 30_000,
		hookTimeout: 30_000,
	},
});
