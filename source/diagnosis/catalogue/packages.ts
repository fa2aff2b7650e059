import type {CatalogueEntry} from './entry.ts';

/** Packages of Rust, Go, Ruby and PHP. */
export const packages: readonly CatalogueEntry[] = [
	{
		id: 'rust-version-too-old',
		match: [
			/(?:requires|because it requires) rustc (?<wanted>[\d.]+)/,
			/lock file version `?\d`? (?:requires `-Znext-lockfile-bump`|was found, but this version of Cargo)/,
			/feature `(?<feature>edition20\d\d)` is required/,
		],
		cause: 'the Rust of this image is too old[: rustc {wanted} is wanted][: {feature} is wanted]',
		advice:
			'raise the toolchain (rust-toolchain.toml, `rustup update`, base image), or pin the dependency to an older version',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: package `home v0.5.12` cannot be built because it requires rustc 1.88 or newer, while the currently active rustc version is 1.81.0',
		unlike: 'error: failed to select a version for the requirement `home = "^9"`',
	},
	{
		id: 'cargo-lock-outdated',
		match: [
			/the lock file (?<path>\S+) needs to be updated but --locked was passed/,
			/cannot update the lock file (?<path>\S+) because --locked was passed/,
		],
		cause: 'Cargo.lock does not fit Cargo.toml',
		advice: 'run `cargo update -w` or a plain build, check in Cargo.lock and build that commit',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: the lock file /codebuild/output/src27/src/Cargo.lock needs to be updated but --locked was passed to prevent this',
		unlike: 'error: failed to parse lock file at: /src/Cargo.lock',
	},
	{
		id: 'cargo-no-version',
		match: [
			/failed to select a version for (?:the requirement )?`(?<crate>[^`]{1,100})`/,
			/no matching package (?:named )?`(?<crate>[^`]{1,100})` found/,
			/version \S+ in registry `[^`]+` is yanked.{0,60}`(?<crate>[^`]+)`/,
		],
		cause:
			'Cargo finds no version of {crate} that fits: none is published, it was yanked, or two requirements disagree',
		advice: 'see the versions below the error; correct the requirement, or `cargo update -p` that crate',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: failed to select a version for the requirement `acme-core = "^9.0"`\ncandidate versions found which didn\'t match: 2.1.0, 2.0.0',
		unlike:
			'error: the lock file /src/Cargo.lock needs to be updated but --locked was passed to prevent this',
	},
	{
		id: 'go-sum-missing',
		match: [
			/missing go\.sum entry for (?:module providing package |go\.mod file(?: needed)?;?)? ?(?<module>[\w./@-]{0,150})/,
			/updates to go\.mod needed/,
			/go: inconsistent vendoring/,
		],
		cause: 'go.mod, go.sum or vendor do not fit the imports[: {module}]',
		advice: 'run `go mod tidy` (`go mod vendor`), check in what changes and build that commit',
		retryHelps: false,
		sure: 'certain',
		example:
			'main.go:7:2: error: missing go.sum entry for module providing package github.com/acme/core (imported by indexer)',
		unlike: 'main.go:7:2: error: no required module provides package github.com/acme/core',
	},
	{
		id: 'go-module-missing',
		match: [
			/no required module provides package (?<module>[^\s;]+)/,
			/package (?<module>[\w./-]{1,150}) is not in (?:std|GOROOT)/,
			/(?<![\w.-])(?<module>[\w.-]{1,60}\/[\w./-]{1,150})@(?<version>v?[\w.+-]{1,60}): (?:invalid version|reading .{0,200}: 404|unknown revision)/,
		],
		cause: 'Go does not find {module}[ at {version}]',
		advice: 'check the import path and version; for a private module set GOPRIVATE and give git a token',
		retryHelps: false,
		sure: 'certain',
		example: 'go: error: github.com/acme/core@v1.9.0: invalid version: unknown revision v1.9.0',
		unlike: 'error: missing go.sum entry for module providing package github.com/acme/core',
	},
	{
		id: 'go-version-too-old',
		match: [
			/go\.mod requires go >= (?<wanted>[\d.]+) \(running go (?<version>[\d.]+)/,
			/invalid go version '(?<wanted>[\d.]+)': must match format/,
			/module requires Go (?<wanted>[\d.]+)/,
		],
		cause: 'the Go of this image[, {version},] is too old: the module wants {wanted}',
		advice: 'set golang in `runtime-versions` or the base image to that version, or allow GOTOOLCHAIN=auto',
		retryHelps: false,
		sure: 'certain',
		example: 'go: error: go.mod requires go >= 1.24 (running go 1.21.4; GOTOOLCHAIN=local)',
		unlike: 'go: error: github.com/acme/core@v1.9.0: invalid version: unknown revision v1.9.0',
	},
	{
		id: 'bundler-lock-outdated',
		match: [
			/dependencies in your gemfile changed/i,
			/(?:Gemfile\.lock|lockfile) can't be updated because frozen mode is set/,
			/Your bundle only supports platforms \[[^\]]{1,200}\] but your local platform is (?<platform>[\w-]+)/,
		],
		cause: 'Gemfile.lock does not fit the Gemfile or the platform[ {platform}] of the build',
		advice:
			'run `bundle lock` (`--add-platform` for another platform), check in Gemfile.lock and build that commit',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Your bundle only supports platforms ["arm64-darwin"] but your local platform is x86_64-linux.',
		unlike:
			"Could not find gem 'acme-core (>= 9)' in rubygems repository https://gems.example.org/ or installed locally.",
	},
	{
		id: 'gem-missing',
		match: [
			/Could not find gem '(?<gem>[^']{1,100})'/,
			/Could not find (?<gem>[\w.-]+-\d[\w.]*) in (?:any of the sources|locally installed gems)/,
			/Bundler could not find compatible versions for gem "(?<gem>[^"]+)"/,
			/Your bundle is locked to (?<gem>.{1,80}?), but that version could not be found/,
		],
		cause: 'Bundler finds no version of {gem} that fits',
		advice: 'check name, version and source in the Gemfile; run `bundle install` before what needs the gem',
		retryHelps: false,
		sure: 'certain',
		example:
			"Could not find gem 'acme-core (>= 9)' in rubygems repository https://gems.example.org/ or installed locally.",
		unlike: 'Could not find the gem file in the cache of the host',
	},
	{
		id: 'ruby-version-unfit',
		match: [
			/Your Ruby version is (?<version>[\d.]+), but your Gemfile specified (?<wanted>.{1,40}?\d)(?:\s|$)/,
		],
		cause: 'Ruby {version} does not fit: the Gemfile wants {wanted}',
		advice: 'set ruby in `runtime-versions` or the base image to that version',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: Your Ruby version is 3.1.4, but your Gemfile specified 3.4.1',
		unlike: 'Error: Your Gemfile could not be read',
	},
	{
		id: 'composer-unresolvable',
		match: [
			/Your requirements could not be resolved to an installable set of packages/,
			/Required package "(?<package>[^"]+)" is not present in the lock file/,
			/(?<![\w.-])(?<package>[\w.-]{1,60}\/[\w.-]{1,80}) \S{1,40} requires php \S{1,40} -> your php version/,
		],
		cause: 'Composer finds no set of packages that fits[: {package}]',
		advice:
			'see the problems below the error: the PHP version or a missing extension of the image, or composer.lock out of date',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Your requirements could not be resolved to an installable set of packages.\n\n  Problem 1\n    - acme/core 2.0.0 requires php ^8.3 -> your php version (8.1.2) does not satisfy that requirement.',
		unlike: 'Error: the requirements of the form could not be resolved',
	},
];
