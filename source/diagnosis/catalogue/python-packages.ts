import type {CatalogueEntry} from './entry.ts';

/** Packages of Python: pip, Poetry, uv and Pipenv. */
export const pythonPackages: readonly CatalogueEntry[] = [
	{
		id: 'python-externally-managed',
		match: [/externally-managed-environment/],
		cause: 'pip may not install into the Python of the system',
		advice: 'install into a virtual environment (`python3 -m venv`), or with pipx',
		retryHelps: false,
		sure: 'certain',
		example: 'error: externally-managed-environment\n\n× This environment is externally managed',
		unlike: 'error: this environment is managed by Terraform',
	},
	{
		id: 'pip-hash-mismatch',
		match: [
			/THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE/,
			/In --require-hashes mode, all requirements must have/,
			/Hash mismatch for `?(?<package>[\w.=-]+)/,
		],
		cause: 'a downloaded Python package[ {package}] is not the one whose hash is written down',
		advice:
			'renew the hashes (`pip-compile --generate-hashes`, `poetry lock`, `uv lock`) and check in the file',
		retryHelps: false,
		sure: 'certain',
		example:
			'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes.',
		unlike: 'ERROR: No matching distribution found for requests==99.0',
	},
	{
		id: 'pip-no-matching-version',
		match: [
			/Could not find a version that satisfies the requirement (?<package>[^\s(]+)/,
			/No matching distribution found for (?<package>\S+)/,
		],
		cause: 'pip finds no version of {package} that fits',
		advice:
			'check name and version, the Python version of the image, and the index; "from versions: none" also means that the index was not reached',
		retryHelps: null,
		sure: 'certain',
		example:
			'ERROR: Could not find a version that satisfies the requirement acme-core==9.1 (from versions: 1.0, 2.0)\nERROR: No matching distribution found for acme-core==9.1',
		unlike: 'ERROR: Could not find the requirement file: requirements.txt',
	},
	{
		id: 'python-dependency-conflict',
		match: [
			/ResolutionImpossible/,
			/because these package versions have conflicting dependencies/,
			/version solving failed/,
			/No solution found when resolving/,
			/SolverProblemError/,
		],
		cause: 'no set of package versions satisfies all requirements',
		advice: 'see which two packages disagree, and loosen or pin one of them',
		retryHelps: false,
		sure: 'certain',
		example:
			'ERROR: Cannot install acme-core==2.0 and pydantic==1.10 because these package versions have conflicting dependencies.',
		unlike: 'ERROR: Cannot install wheels on this platform',
	},
	{
		id: 'python-lockfile-outdated',
		match: [
			/pyproject\.toml changed significantly since poetry\.lock was last generated/,
			/poetry\.lock is not up to date with pyproject\.toml/,
			/The lockfile at `uv\.lock` needs to be updated/,
			/Your Pipfile\.lock \(\w+\) is out of date/,
		],
		cause: 'the lock file of the Python packages does not fit the file with the requirements',
		advice: 'renew it (`poetry lock`, `uv lock`, `pipenv lock`), check it in and build that commit',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.',
		unlike: 'Error: poetry.lock could not be read',
	},
	{
		id: 'python-wheel-failed',
		match: [
			/Failed building wheel for (?<package>[\w.-]+)/,
			/Failed to build installable wheels for some pyproject\.toml based projects/,
			/metadata-generation-failed/,
		],
		cause: 'a Python package[, {package},] has no ready-made wheel for this image and could not be built',
		advice:
			'see the compiler error above: install the header packages it misses, or take a version with a wheel for this Python',
		retryHelps: false,
		sure: 'likely',
		example: '  ERROR: Failed building wheel for psycopg2\nFailed to build psycopg2',
		unlike: 'ERROR: Failed building the image for psycopg2',
	},
	{
		id: 'requirements-missing',
		match: [/Could not open requirements file: .{0,60}'(?<path>[^']+)'/],
		cause: 'there is no {path} where pip runs',
		advice: 'change into the right directory first, or check that the source holds the file',
		retryHelps: false,
		sure: 'certain',
		example:
			"ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'requirements.txt'",
		unlike: "FileNotFoundError: [Errno 2] No such file or directory: 'settings.toml'",
	},
	{
		id: 'python-version-unfit',
		match: [
			/requires a different Python: (?<version>[\d.]+) not in '(?<wanted>[^']+)'/,
			/Current Python version \((?<version>[\d.]+)\) is not allowed by the project \((?<wanted>[^)]+)\)/,
			/The currently activated Python version (?<version>[\d.]+) is not supported by the project \((?<wanted>[^)]+)\)/,
		],
		cause: 'Python {version} does not fit: {wanted} is wanted',
		advice: 'set the Python version in `runtime-versions` or the base image to what the project asks for',
		retryHelps: false,
		sure: 'certain',
		example: "ERROR: Package 'acme-core' requires a different Python: 3.9.18 not in '>=3.11'",
		unlike: 'ERROR: No matching distribution found for acme-core==9.1',
	},
];
