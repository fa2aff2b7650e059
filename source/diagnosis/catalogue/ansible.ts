import type {CatalogueEntry} from './entry.ts';

/** Hosts that Ansible does not reach, and plays that fail. */
export const ansible: readonly CatalogueEntry[] = [
	{
		id: 'ansible-host-key',
		match: [
			/\[(?<host>[^\]]{1,120})\]: UNREACHABLE! .{0,800}(?:Host key verification failed|HOST IDENTIFICATION HAS CHANGED)/,
		],
		cause: 'the SSH host key of {host} is unknown or another than before',
		advice: 'find out whether the machine was replaced; then renew its key in known_hosts of the build',
		retryHelps: false,
		sure: 'certain',
		example:
			'fatal: [prover-01]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: Host key verification failed.", "unreachable": true}',
		unlike:
			'fatal: [prover-01]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: ssh: connect to host 10.0.4.17 port 22: Connection timed out", "unreachable": true}',
	},
	{
		id: 'ansible-ssh-denied',
		match: [
			/\[(?<host>[^\]]{1,120})\]: UNREACHABLE! .{0,800}(?:Permission denied|Too many authentication failures|Authentication fail|Invalid\/incorrect password)/i,
			/Unhandled error in Python interpreter discovery for host (?<host>[\w.-]{1,120}): .{0,300}Permission denied \(/,
		],
		cause: '[{host}: ]the host does not accept the SSH key or password of the build',
		advice:
			'compare user and key of the inventory with authorized_keys of the host; see whether the build still gets the key',
		retryHelps: false,
		sure: 'certain',
		example: [
			'TASK [Gathering Facts] *********************************************************',
			'fatal: [prover-01]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: deploy@10.0.4.17: Permission denied (publickey).", "unreachable": true}',
		].join('\n'),
		unlike:
			'fatal: [prover-01]: FAILED! => {"changed": false, "msg": "open /etc/indexer.toml: Permission denied"}',
	},
	{
		id: 'ansible-unreachable',
		match: [
			/\[(?<host>[^\]]{1,120})\]: UNREACHABLE! .{0,800}?(?<why>Connection timed out|Operation timed out|No route to host|Connection refused|Could not resolve hostname|Broken pipe|Connection (?:closed|reset)|Network is unreachable|Timeout)/i,
			/\[(?<host>[^\]]{1,120})\]: UNREACHABLE! .{0,200}"msg": "(?<why>[^"]{3,200})/,
			/\[(?<host>[^\]]{1,120})\]: UNREACHABLE!/,
		],
		cause: 'the host {host} is unreachable for Ansible[: {why}]',
		advice:
			'see whether the host runs and lets the build in on port 22; then retry, with `--limit` to the hosts that failed',
		retryHelps: true,
		sure: 'certain',
		example:
			'fatal: [prover-01]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: ssh: connect to host 10.0.4.17 port 22: Connection timed out", "unreachable": true}',
		unlike: 'prover-01 : ok=12 changed=2 unreachable=0 failed=0 skipped=3 rescued=0 ignored=0',
	},
	{
		id: 'ansible-vault',
		match: [
			/Attempting to decrypt but no vault secrets found/,
			/Decryption failed \(no vault secrets (?:were )?found that could decrypt\)/,
		],
		cause: 'the password of the Ansible vault is missing or wrong',
		advice: 'see whether the build gets the vault password file and whether it fits these files',
		retryHelps: false,
		sure: 'certain',
		example: 'ERROR! Attempting to decrypt but no vault secrets found',
		unlike: 'Decryption successful',
	},
	{
		id: 'ansible-sudo',
		match: [
			/\[(?<host>[^\]]{1,120})\]: FAILED! .{0,400}(?:Missing sudo password|Incorrect sudo password|sudo: a password is required)/,
			/Missing sudo password|Incorrect sudo password/,
		],
		cause: '[{host}: ]the user of the build needs a password for sudo there',
		advice: 'allow it sudo without a password on the host, or give `ansible_become_password` from the vault',
		retryHelps: false,
		sure: 'certain',
		example: 'fatal: [prover-01]: FAILED! => {"msg": "Missing sudo password"}',
		unlike: 'fatal: [prover-01]: FAILED! => {"changed": true, "msg": "non-zero return code", "rc": 1}',
	},
	{
		id: 'ansible-undefined-variable',
		match: [
			/(?:undefined variable|AnsibleUndefinedVariable).{0,300}?'(?<name>[\w.]{1,80})' is undefined/,
			/(?:undefined variable|AnsibleUndefinedVariable).{0,300}?(?<name>'[^']{1,80}' has no attribute '[^']{1,80}')/,
		],
		cause: 'a variable has no value: {name}',
		advice: 'set it in the variables of the host or group, or give it a default',
		retryHelps: false,
		sure: 'certain',
		example:
			'fatal: [prover-01]: FAILED! => {"msg": "The task includes an option with an undefined variable. The error was: \'bento_version\' is undefined"}',
		unlike: 'ok: [prover-01] => {"msg": "optional variable \'bento_version\' is undefined, using latest"}',
	},
	{
		id: 'ansible-role-missing',
		match: [
			/ERROR! the role '(?<name>[^']{1,120})' was not found/,
			/ERROR! couldn't resolve module\/action '(?<name>[^']{1,120})'/,
		],
		cause: 'the role, module or collection {name} is not installed in the build',
		advice:
			'add it to requirements.yml and run `ansible-galaxy install -r` before the play; or correct its name',
		retryHelps: false,
		sure: 'certain',
		example:
			"ERROR! couldn't resolve module/action 'community.docker.docker_compose_v2'. This often indicates a misspelling, missing collection, or incorrect module path.",
		unlike: 'TASK [bento : community.docker.docker_compose_v2] ***',
	},
	{
		id: 'ansible-no-hosts',
		match: [
			/Specified (?:hosts and\/or )?(?:inventory, )?(?:host pattern and\/or )?--limit .{0,40}does not match any hosts|Specified hosts and\/or --limit does not match any hosts/,
		],
		cause: 'the play is for hosts that the inventory does not have',
		advice: 'compare the limit of the build with the groups of the inventory (`ansible-inventory --graph`)',
		retryHelps: false,
		sure: 'certain',
		example: 'ERROR! Specified hosts and/or --limit does not match any hosts',
		unlike: 'PLAY [production] ***\nskipping: no hosts matched',
	},
	{
		id: 'ansible-package-lock',
		match: [
			/\[(?<host>[^\]]{1,120})\]: FAILED! .{0,600}(?:Could not get lock \/var\/lib|Failed to lock apt|Unable to acquire the dpkg frontend lock)/,
		],
		cause: 'another package manager is running on {host} and holds its lock',
		advice: 'retry when it has ended: mostly unattended upgrades',
		retryHelps: true,
		sure: 'certain',
		example:
			'fatal: [prover-01]: FAILED! => {"changed": false, "msg": "Failed to lock apt for exclusive operation: Failed to lock directory /var/lib/apt/lists/"}',
		unlike:
			'fatal: [prover-01]: FAILED! => {"changed": false, "msg": "No package matching nvidia-driver-560 is available"}',
	},
	{
		id: 'ansible-playbook-missing',
		match: [/ERROR! the playbook: (?<path>\S{1,160}) could not be found/],
		cause: 'the playbook {path} is not in the source',
		advice: 'correct its path, seen from the directory in which the command runs',
		retryHelps: false,
		sure: 'certain',
		example: 'ERROR! the playbook: prover.yml could not be found',
		unlike: 'PLAYBOOK: prover.yml ***',
	},
	{
		id: 'ansible-sudo-timeout',
		match: [/Timeout \(\d+s\) waiting for privilege escalation prompt/],
		cause: 'sudo on the host did not answer in time',
		advice: 'retry; when it stays, look at the load and the name resolution of the host, or raise `timeout`',
		retryHelps: true,
		sure: 'certain',
		example:
			'fatal: [prover-01]: FAILED! => {"msg": "Timeout (12s) waiting for privilege escalation prompt: "}',
		unlike: 'fatal: [prover-01]: FAILED! => {"msg": "Timeout when waiting for 10.0.4.17:8080"}',
	},
];
