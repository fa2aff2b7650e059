import {expect, it} from 'vitest';
import {skippedIn} from '../../source/domain/follow.ts';
import {reasonIn} from '../../source/wording/words.ts';
import {ours, Watcher} from './watcher.ts';

const [staging, production] = ['DeployStaging', 'DeployProduction'];

it('does not call an execution through a stage that a condition left out', () => {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github', staging).enter('own', production);
	watcher.look().later();
	watcher.model.stage(production, 'Skipped').end('own', 'Succeeded');
	watcher.later().look();
	expect(skippedIn(watcher.follow)).toEqual([production]);
	expect(watcher.state.happened).toMatchObject([{kind: 'done', skipped: [production]}]);
	expect(reasonIn(watcher.follow, () => '')).toBe('DeployProduction skipped by a condition');
});
