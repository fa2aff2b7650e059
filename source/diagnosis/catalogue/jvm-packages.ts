import type {CatalogueEntry} from './entry.ts';

/** Maven, Gradle and NuGet. */
export const jvmPackages: readonly CatalogueEntry[] = [
	{
		id: 'java-version-unfit',
		match: [
			/Unsupported class file major version (?<wanted>\d+)/,
			/class file version (?<wanted>[\d.]+)\), this version of the Java Runtime only recognizes class file versions up to (?<version>[\d.]+)/,
			/(?:invalid target release|invalid source release): (?<wanted>[\d.]+)/,
			/release version (?<wanted>\d+) not supported/,
			/No (?:matching|compatible) toolchains? (?:found|could be found).{0,100}(?:languageVersion=|Java )(?<wanted>\d+)/,
		],
		cause:
			'the Java of this image does not fit what is built or run[: {wanted} is wanted][, {version} is the most it takes]',
		advice:
			'set java in `runtime-versions` (JAVA_HOME, base image) to the version that the project is built for',
		retryHelps: false,
		sure: 'certain',
		example:
			'[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.13.0:compile (default-compile) on project indexer: Fatal error compiling: error: invalid target release: 21',
		unlike: '[ERROR] /src/main/java/acme/Main.java:[12,5] cannot find symbol',
	},
	{
		id: 'maven-artifact-refused',
		match: [
			/Could not transfer (?:artifact|metadata) (?<artifact>\S+) from\/to .{0,200}(?:status code: |status: |: )(?<status>40[13])/,
			/(?:authentication failed|authorization failed|Not authorized) for https?:\/\/\S{1,200}(?:\.pom|\.jar|maven)/,
			/Could not (?:GET|HEAD) '(?<artifact>[^']+)'\. Received status code (?<status>40[13])/,
		],
		cause:
			'the Maven repository refuses[ {artifact}][ with {status}]: the token is missing, wrong or expired',
		advice:
			'renew the token (`aws codeartifact get-authorization-token` lasts at most 12 hours) and see that settings.xml or Gradle uses it',
		retryHelps: false,
		sure: 'certain',
		example:
			'[ERROR] Failed to execute goal on project indexer: Could not transfer artifact acme:core:pom:2.1 from/to internal (https://maven.acme.example/): status code: 401, reason phrase: Unauthorized (401)',
		unlike:
			'[ERROR] Failed to execute goal on project indexer: Could not find artifact acme:core:jar:2.1 in central (https://maven.example.org/maven2)',
	},
	{
		id: 'maven-artifact-missing',
		match: [
			/Could not find artifact (?<artifact>\S+)/,
			/Could not find (?<artifact>[\w.-]{1,100}:[\w.-]{1,100}:[\w.+-]{1,60})\.(?:\s|$)/,
		],
		cause: 'the artifact {artifact} is not found in any of the repositories',
		advice:
			'check name and version, and that the repository that holds it is configured; publish it first if it is your own',
		retryHelps: false,
		sure: 'certain',
		example:
			'[ERROR] Failed to execute goal on project indexer: Could not resolve dependencies for project acme:indexer:jar:1.0: Could not find artifact acme:core:jar:2.1 in central (https://maven.example.org/maven2)',
		unlike:
			'[ERROR] Could not transfer artifact acme:core:pom:2.1 from/to internal (https://maven.acme.example/): Connect timed out',
	},
	{
		id: 'maven-repository-unreachable',
		match: [
			/Could not transfer (?:artifact|metadata) (?<artifact>\S+) from\/to .{0,200}(?:timed out|reset|refused|Unknown host|50\d|Remote host terminated)/,
			/Could not (?:GET|HEAD) '(?<artifact>[^']+)'\./,
		],
		not: [/status code 40[134]/, /^\W*WARN/],
		cause: 'a Maven repository could not be reached for {artifact}',
		advice: 'retry; if it stays, check the mirror settings, the proxy and the way out of the VPC',
		retryHelps: true,
		sure: 'certain',
		example:
			'[ERROR] Could not transfer artifact acme:core:pom:2.1 from/to central (https://maven.example.org/maven2): Connect timed out',
		unlike:
			'[ERROR] Could not transfer artifact acme:core:pom:2.1 from/to internal (https://maven.acme.example/): status code: 401, reason phrase: Unauthorized (401)',
	},
	{
		id: 'maven-unresolvable',
		match: [
			/Could not resolve dependencies for project (?<project>[\w.:-]+)/,
			/Could not resolve all (?:files|dependencies|artifacts|task dependencies) for configuration '(?<project>[^']+)'/,
			/Non-resolvable (?:parent|import) POM for (?<project>[\w.:-]+)/,
			/Plugin \[?(?:id: )?'?(?<project>[\w.:-]{1,120})'?.{0,80}was not found in any of the following sources/,
		],
		cause: 'the dependencies of {project} could not be resolved',
		advice: 'see the lines below which artifact it is: not there, refused or not reached',
		retryHelps: null,
		sure: 'certain',
		example:
			"* What went wrong:\nError: Could not resolve all files for configuration ':app:compileClasspath'.",
		unlike: 'Error: Could not resolve host: maven.example.org',
	},
	{
		id: 'gradle-lock-held',
		match: [/Timeout waiting to lock (?<what>.{1,100}?)\. It is currently in use by another/],
		cause: 'another Gradle holds the lock of its {what}',
		advice:
			'stop it (`gradle --stop`), and let builds that run side by side have a GRADLE_USER_HOME of their own; then retry',
		retryHelps: true,
		sure: 'certain',
		example:
			'Error: Timeout waiting to lock journal cache (/root/.gradle/caches/journal-1). It is currently in use by another Gradle instance.',
		unlike: 'Error: Error acquiring the state lock',
	},
	{
		id: 'gradle-daemon-died',
		match: [/Gradle build daemon disappeared unexpectedly/],
		cause: 'the Gradle daemon crashed or was killed, mostly because the memory ran out',
		advice:
			'lower org.gradle.jvmargs and org.gradle.workers.max, or take a larger compute type; a retry mostly ends the same',
		retryHelps: null,
		sure: 'likely',
		example:
			'FAILURE: Build failed with an exception.\n* What went wrong:\nGradle build daemon disappeared unexpectedly (it may have been killed or may have crashed)',
		unlike: 'Starting a Gradle Daemon, 1 incompatible Daemon could not be reused, use --status for details',
	},
	{
		id: 'nuget-package-missing',
		match: [/error NU110[0-9]: (?<what>.{1,150})/],
		cause: 'NuGet finds no version of a package that fits: {what}',
		advice: 'check name and version, and that nuget.config names the source that holds it',
		retryHelps: false,
		sure: 'certain',
		example:
			'/src/Indexer.csproj : error NU1101: Unable to find package Acme.Core. No packages exist with this id in source(s): nuget.org',
		unlike:
			'/src/Indexer.csproj : error NU1301: Unable to load the service index for source https://nuget.acme.example/v3/index.json.',
	},
	{
		id: 'nuget-source-unreachable',
		match: [
			/error NU1301: (?<what>.{1,150})/,
			/Unable to load the service index for source (?<what>\S+?)\.?(?:\s|$)/,
		],
		cause: 'a NuGet source cannot be read: {what}',
		advice: 'check its address and the credentials in nuget.config; when they are right, retry',
		retryHelps: null,
		sure: 'certain',
		example:
			'/src/Indexer.csproj : error NU1301: Unable to load the service index for source https://nuget.acme.example/v3/index.json.',
		unlike: '/src/Indexer.csproj : error NU1101: Unable to find package Acme.Core.',
	},
];
