import {expect, it} from 'vitest';
import {hostOf, repositoryAt} from '../../source/git/remote.ts';

it.each([
	['https://github.com/acme/relay.git', 'acme/relay'],
	['https://github.com/acme/relay', 'acme/relay'],
	['https://token:x@github.com/acme/relay.git/', 'acme/relay'],
	['ssh://git@github.com:22/acme/relay.git', 'acme/relay'],
	['ssh://git@ssh.github.com:443/acme/relay.git', 'acme/relay'],
	['git@github.com:acme/relay.git', 'acme/relay'],
	['github.com:acme/relay', 'acme/relay'],
	['git@[::1]:acme/relay.git', 'acme/relay'],
	['git@gitlab.com:group/sub/relay.git', 'group/sub/relay'],
	['https://github.com/acme/git.github.io.git', 'acme/git.github.io'],
	['/srv/git/relay.git', null],
	['../acme/relay', null],
	['./a:b/c', null],
	['file:///srv/acme/relay.git', null],
	['git@host:relay.git', null],
	['codecommit::us-east-1://relay', null],
	['https://git-codecommit.us-east-1.amazonaws.com/v1/repos/relay', null],
	['https://', null],
	['', null],
])('%s is %s', (address, repository) => {
	expect(repositoryAt(address)).toBe(repository);
});

it.each([
	['https://github.com/acme/relay.git', 'github.com'],
	['https://token:x@ghe.corp:8443/acme/relay', 'ghe.corp:8443'],
	['git@github.com:acme/relay.git', 'github.com'],
	['ssh://git@ssh.github.com:443/acme/relay.git', 'github.com'],
	['git@work:acme/relay.git', null],
	['git@github.com-work:acme/relay.git', null],
	['git@ghe.corp:acme/relay.git', null],
	['/srv/github.com/relay.git', null],
	['https://', null],
	['', null],
])('%s is on the host %s', (address, host) => {
	expect(hostOf(address)).toBe(host);
});
