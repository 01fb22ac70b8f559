import type { Options, Tool } from './tool.ts';

const BUILD: Options = {
  '-o=': ['Where the binary is written.'],
  '-trimpath': ['Leave the paths of this machine out of the binary: the same source gives the same bytes anywhere.'],
  '-ldflags=': [
    'Flags of the linker: `-s -w` leaves out symbols and debug data (a smaller file), `-X path.name=value` sets a variable, `-extldflags "-static"` is for cgo.',
  ],
  '-tags=': ['Build tags, such as `netgo,osusergo`.'],
  '-mod=': ['`readonly`, `vendor` or `mod`: where modules come from, and whether go.mod may change.'],
  '-modcacherw': ['Leave the module cache writable.'],
  '-race': ['Find data races; needs cgo, and is slow.'],
  '-cover': ['Count what is executed.'],
  '-buildvcs=': ['Whether the commit is put into the binary. `false` where `.git` is not in the context.'],
  '-buildmode=': ['What is made: `exe`, `pie`, `c-shared` and so on.'],
  '-pgo=': ['Profile to optimise for.'],
  '-gcflags=': ['Flags of the compiler: `all=-N -l` for debugging.'],
  '-a': ['Build everything again. With Go’s build cache it is only slow.'],
  '-installsuffix=': ['Obsolete: the build cache tells cgo from no cgo.'],
  '-v': ['Print the packages as they are compiled.'],
  '-x': ['Print the commands that are run.'],
  '-p=': ['How many things are done at the same time.'],
};

export const go: Tool = {
  names: ['go'],
  about: ['The Go command.'],
  options: { '-C=': ['Change into a folder first; the first flag.'] },
  commands: {
    build: {
      about: [
        'Compiles a program. `CGO_ENABLED=0` makes a static binary that runs on `scratch`; a cache mount on `/root/.cache/go-build` keeps what was compiled.',
      ],
      options: BUILD,
    },
    install: {
      about: ['Compiles a program and puts it into `$GOPATH/bin`; `path@v1.2.3` fetches it first.'],
      options: BUILD,
    },
    run: { about: ['Compiles a program and runs it.'], options: BUILD },
    test: {
      about: ['Runs tests.'],
      options: {
        ...BUILD,
        '-run=': ['Run only tests whose name matches.'],
        '-count=': ['How often; 1 also passes over cached results.'],
        '-short': ['Tell long tests to be short.'],
        '-timeout=': ['Time after which the tests fail, `10m` unless told.'],
        '-coverprofile=': ['File for the coverage.'],
      },
    },
    vet: { about: ['Looks for suspicious code.'], options: BUILD },
    get: { about: ['Changes versions in go.mod. In an image use `go install path@version`, or `go mod download`.'] },
    generate: { about: ['Runs the `//go:generate` lines.'] },
    env: {
      about: ['Prints Go’s variables, or sets them with `-w`.'],
      options: { '-w': ['Set variables for later calls.'] },
    },
    version: { about: ['Prints the version.'] },
    list: { about: ['Lists packages or modules.'] },
    tool: { about: ['Runs a tool of Go or of go.mod.'] },
    clean: {
      about: ['Removes what was built.'],
      options: {
        '-cache': ['Empty the build cache.'],
        '-modcache': ['Empty the module cache.'],
        '-testcache': ['Forget test results.'],
      },
    },
    'mod download': {
      about: [
        'Fetches the modules of go.mod. As a step of its own, before the source is copied, it runs again only when go.mod or go.sum change.',
      ],
      options: { '-x': ['Print the commands that are run.'], '-json': ['Print what was fetched as JSON.'] },
    },
    'mod verify': { about: ['Checks that fetched modules are as they were published.'] },
    'mod tidy': { about: ['Makes go.mod and go.sum fit the source. Not in an image: commit the result.'] },
    'mod vendor': { about: ['Copies all modules into vendor/.'] },
    mod: { about: ['Works on go.mod and the module cache: `go mod download`.'] },
    'work sync': { about: ['Brings the modules of go.work to the same versions.'] },
    work: { about: ['Works on go.work.'] },
  },
};
