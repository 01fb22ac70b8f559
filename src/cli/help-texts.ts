import type { Message } from '../words/message.ts';

/** What the help says of one command. */
export interface Help {
  /** The call in the list of all, and what it is for. */
  readonly short: string;
  readonly purpose: Message;
  readonly call: string;
  readonly about: Message;
  readonly options: readonly (readonly [string, Message?])[];
  readonly status?: Message;
}

const TOOLCHAIN: Help['options'][number] = [
  '--toolchain auto|full|off|PATH',
  ['what your own Go settles beside the source (default: auto)'],
];

const CONTEXT: Help['options'][number] = [
  '--context NAME',
  ['the cluster of this context (default: the current one of the kubeconfig)'],
];

export const COMMON_OPTIONS: Help['options'] = [
  ['--lang en|zh-cn', ['language of messages (default: that of the locale; of json, sarif and github English)']],
  ['--color auto|always|never'],
  ['--help, --version'],
];

export const HELP: Readonly<Record<string, Help>> = {
  lint: {
    short: 'lint PATH…',
    purpose: ['check Dockerfiles and Kubernetes manifests'],
    call: 'gantry lint PATH…',
    about: [
      'Checks Dockerfiles, Kubernetes manifests and how they fit the Go program. Every PATH is a workspace of its own.',
    ],
    options: [
      ['--format text|json|sarif|github'],
      [
        '--fail-on hint|info|warning|error',
        ['exit with 1 from this severity on (default: warning; of Dockerfiles what hadolint’s failure-threshold says)'],
      ],
      ['--enable-all', ['also the rules that are off by default']],
      [
        '--rule ID=off|on|hint|info|warning|error',
        ['repeatable; a peer’s id (hadolint’s, kube-linter’s …) sets what carries it'],
      ],
      [
        '--config FILE',
        [
          'instead of .gantry.yaml; .hadolint.yaml, HADOLINT_* variables, .trivyignore, .checkov.yaml and .kube-linter.yaml count, too',
        ],
      ],
      [
        '--kubernetes-version 1.36',
        ['what the manifests are for (default: kubernetesVersion of .gantry.yaml, else the newest)'],
      ],
      ['--fix', ['apply the fixes that cannot change what is built or how it runs']],
      ['--baseline FILE', ['leave out what a former JSON report has']],
      ['--since REV', ['only lines changed since a git revision']],
      ['--stdin --stdin-filename NAME', ['check standard input as if it were this file']],
      ['--shellcheck auto|off|PATH', ['also what your own ShellCheck finds in scripts (default: off, nothing is run)']],
    ],
    status: ['Exit status: 0 nothing at or above --fail-on, 1 something, 2 wrong call or unreadable file.'],
  },
  analyze: {
    short: 'analyze DIR',
    purpose: ['read a Go project'],
    call: 'gantry analyze DIR [--format text|json]',
    about: ['Reads the Go project in DIR: modules, programs, ports, routes, health checks, environment variables.'],
    options: [
      [
        '--toolchain auto|full|off|PATH',
        [
          'what your own Go settles beside the source, where it is installed: which packages a program links, and C (default: auto); with full also types, constants and what is ever called, in seconds (PATH: the go command to ask). Nothing is fetched, and nothing of the project is run',
        ],
      ],
    ],
  },
  containerize: {
    short: 'containerize DIR',
    purpose: ['plan or write its Dockerfile and manifests'],
    call: 'gantry containerize DIR [--write [--force] | --diff] [--format text|json]',
    about: ['Plans Dockerfile, .dockerignore and deploy/ for a Go program, and says why.'],
    options: [
      ['--program ./cmd/api'],
      ['--commands api,worker', ['those that get a workload each: the image runs the first']],
      ['--strategy single|multi|cached'],
      ['--runtime scratch|distroless|distroless-base|alpine|debian'],
      ['--tags TAG[,TAG]|none', ['build tags; by default those of the Makefile that change other modules only']],
      ['--registry HOST/PATH'],
      ['--mirror docker.io/library=HOST/PATH', ['repeatable: where base images come from']],
      ['--digest golang:1.26=sha256:…', ['repeatable: pins a base image']],
      ['--pin-digests', ['pins all base images: the engine asks their registries']],
      ['--go-image NAME', ['builds in place of golang; {version} is the Go of go.mod']],
      [
        '--runtime-image distroless=NAME',
        ['repeatable: what stands for a runtime (for everybody: `images` in .gantry.yaml)'],
      ],
      ['--private-modules PATTERNS', ['as GOPRIVATE has them: a netrc file is mounted while modules are fetched']],
      ['--one-dockerfile', ['for all servers and jobs of the module; the build argument PROGRAM tells them apart']],
      ['--tests', ['a stage that runs the tests: docker build --target test']],
      ['--port NUMBER', ['where the source does not decide it']],
      ['--health PATH|none', ['the route that probes ask']],
      ['--layout kustomize|plain|helm|none', ['base and overlays (default), one folder, a chart, or an image only']],
      ['--workload Deployment|StatefulSet|Job|CronJob|none'],
      ['--replicas NUMBER'],
      ['--schedule "17 3 * * *"', ['of a CronJob']],
      ['--volumes emptyDir|PersistentVolumeClaim', ['whether what the program writes outlives its Pod']],
      ['--with hpa,pdb,networkpolicy,httproute,ingress,servicemonitor,scrape,role'],
      ['--gateway NAMESPACE/NAME', ['for httproute']],
      ['--host NAME', ['for httproute and ingress']],
      ['--write', ['write the files; existing ones are kept']],
      ['--force', ['replace existing files, too']],
      ['--diff', ['what would change, as a patch; changes of yours since a file was first committed stay']],
      [
        '--existing keep|repair|beside',
        [
          'a Dockerfile that is there and does not work: leave it, change the lines that are wrong (with --write in the file itself), or write another beside it',
        ],
      ],
      TOOLCHAIN,
    ],
  },
  graph: {
    short: 'graph DIR',
    purpose: ['show how program, image and manifests are joined'],
    call: 'gantry graph DIR [--program ./cmd/api] [--broken] [--cluster] [--format json|dot|mermaid]',
    about: [
      'Prints how program, image and manifests are joined, and which joints are broken: those that `gantry lint` reports.',
    ],
    options: [
      ['--program ./cmd/api', ['only what is joined with this program']],
      ['--broken', ['only what is broken']],
      [
        '--cluster',
        [
          'also what the cluster has of it: is it there, as it is written, and well; reads only, and of Secrets prints no value',
        ],
      ],
      CONTEXT,
      ['--namespace NAME', ['where objects are that name no namespace (default: that of the context)']],
    ],
  },
  'create-secret': {
    short: 'create-secret NAME',
    purpose: ['create the Secret that manifests refer to, from a .env file or standard input'],
    call: 'gantry create-secret NAME [--yes]',
    about: [
      'Creates a Secret on the cluster, from NAME=value lines on standard input or in a file. No value is printed or written.',
    ],
    options: [
      ['--from-env-file .env', ['instead of standard input']],
      ['--keys A,B', ['only these, all of which must have a value (default: all that there are)']],
      CONTEXT,
      ['--namespace NAME', ['where it is made (default: that of the context)']],
      ['--yes', ['do it; without, what would be done is said']],
    ],
  },
  prove: {
    short: 'prove DIR',
    purpose: ['build the image, run it as its manifests would, and check what it claims'],
    call: 'gantry prove DIR [--program ./cmd/api] [--format text|json]',
    about: [
      'Builds the image of a Go program and runs it as its manifests would: read-only, without capabilities, as its numeric user, within its memory limit. Says whether it listens, is well, writes only where it may and ends on SIGTERM. Files that the project does not have are taken as `gantry containerize` would write them; nothing is written to the project.',
    ],
    options: [
      ['--program ./cmd/api'],
      ['--port NUMBER', ['where the source does not decide it']],
      ['--dockerfile PATH', ['of the project, where it has several']],
      ['--env NAME=VALUE', ['repeatable; what the program requires and nobody gives is made up, and named']],
      ['--build-arg NAME=VALUE', ['repeatable']],
      ['--secret ID=FILE', ['repeatable: what RUN --mount=type=secret,id=ID gets, such as netrc=$HOME/.netrc']],
      ['--network default|host', ['what RUN reaches during the build']],
      ['--image REF', ['prove this image of the engine instead of building one']],
      ['--keep', ['leave the image on the engine']],
      TOOLCHAIN,
    ],
    status: [
      'Exit status: 0 nothing failed (a missing database or file is named, and is no failure), 1 a claim does not hold, 2 wrong call, or no engine.',
    ],
  },
};
