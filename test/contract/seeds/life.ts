import type { Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';
const NOTIFY = 'signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)';
const BASE = 'gcr.io/distroless/static-debian13:nonroot';
const onDebian = (base = BASE) => [
  { file: 'Dockerfile', from: `FROM ${base}`, to: 'FROM debian:13-slim' },
  {
    file: 'Dockerfile',
    from: 'USER 65532',
    to: 'RUN apt-get update && apt-get install -y ca-certificates\nUSER 65532',
  },
];

/** How a program ends: signals, and the time for what it does at them. */
export const lifeSeeds: readonly Seed[] = [
  {
    what: 'the shell form of ENTRYPOINT keeps SIGTERM from a program that waits for it',
    sample: 'gallery-web',
    change: [
      ...onDebian(),
      { file: 'Dockerfile', from: 'ENTRYPOINT ["/usr/local/bin/gallery"]', to: 'ENTRYPOINT /usr/local/bin/gallery' },
    ],
    found: [`main.go: entrypoint-keeps-signal: ${NOTIFY}`],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'a shell of the exec form keeps SIGTERM from the program',
    sample: 'notes-sqlite',
    change: [
      {
        file: 'Dockerfile',
        from: 'ENTRYPOINT ["/usr/local/bin/notes"]',
        to: 'ENTRYPOINT ["sh", "-c", "/usr/local/bin/notes $FLAGS"]',
      },
      ...onDebian('gcr.io/distroless/base-debian13:nonroot'),
    ],
    found: [`main.go: entrypoint-keeps-signal: ${NOTIFY}`],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'a command of the manifest starts the program by a shell',
    sample: 'gallery-web',
    change: [
      ...onDebian(),
      {
        file: DEPLOYMENT,
        from: '          image: gallery:dev\n',
        to: '          image: gallery:dev\n          command: ["/bin/sh", "-c", "/usr/local/bin/gallery --verbose"]\n',
      },
    ],
    found: [
      `${DEPLOYMENT}: command-keeps-signal: "/usr/local/bin/gallery --verbose"`,
      `main.go: command-keeps-signal: ${NOTIFY}`,
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the pod is killed before the program has ended',
    sample: 'gallery-web',
    change: [{ file: DEPLOYMENT, from: 'terminationGracePeriodSeconds: 30', to: 'terminationGracePeriodSeconds: 12' }],
    found: [`${DEPLOYMENT}: grace-period-fits-shutdown: 12`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the program takes longer to end than the pod has',
    sample: 'gallery-web',
    change: [{ file: 'main.go', from: '10*time.Second', to: '45*time.Second' }],
    found: [`${DEPLOYMENT}: grace-period-fits-shutdown: 30`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the hook leaves the program too little time',
    sample: 'gallery-web',
    change: [{ file: DEPLOYMENT, from: 'seconds: 5\n', to: 'seconds: 25\n' }],
    found: [`${DEPLOYMENT}: grace-period-fits-shutdown: 30`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'STOPSIGNAL is a signal that the program does not wait for',
    sample: 'gallery-web',
    change: [{ file: 'Dockerfile', from: 'USER 65532', to: 'STOPSIGNAL SIGQUIT\nUSER 65532' }],
    found: ['Dockerfile: stop-signal-handled: SIGQUIT', `main.go: stop-signal-handled: ${NOTIFY}`],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a server behind a Service does not wait for SIGTERM',
    sample: 'gallery-web',
    change: [
      {
        file: 'main.go',
        from: `	ctx, stop := ${NOTIFY}
	defer stop()
	server := &http.Server{Addr: ":" + port, Handler: routes(), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		ending, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(ending); err != nil {
			log.Print(err)
		}
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
`,
        to: '\tlog.Fatal(http.ListenAndServe(":"+port, routes()))\n',
      },
    ],
    found: ['main.go: graceful-shutdown: main'],
    leadsTo: 'deploy/base/service.yaml',
    mends: true,
  },
  {
    what: 'a compose file builds from a folder that is not there',
    sample: 'gallery-web',
    change: [{ file: 'compose.yaml', write: 'services:\n  gallery:\n    build:\n      context: ./gallery\n' }],
    found: ['compose.yaml: build-path-exists: ./gallery'],
  },
  {
    what: 'a skaffold file names a Dockerfile that lies elsewhere',
    sample: 'shop',
    change: [
      {
        file: 'skaffold.yaml',
        write:
          'apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: shop\n      docker:\n        dockerfile: build/Dockerfile\n',
      },
    ],
    found: ['skaffold.yaml: build-path-exists: build/Dockerfile'],
    mends: true,
  },
  {
    what: 'a workflow builds a Dockerfile with a typing error',
    sample: 'shop',
    change: [
      {
        file: '.github/workflows/build.yml',
        write:
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          file: docker/Dockerfile\n',
      },
    ],
    found: ['.github/workflows/build.yml: build-path-exists: docker/Dockerfile'],
    mends: true,
  },
  {
    what: 'a script of a workflow builds a folder that is not there',
    sample: 'shop',
    change: [
      {
        file: '.github/workflows/build.yml',
        write:
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - run: docker build -t shop ./intrenal\n',
      },
    ],
    found: ['.github/workflows/build.yml: build-path-exists: ./intrenal'],
  },
  {
    what: 'a step of a workflow runs in a folder that is not there',
    sample: 'shop',
    change: [
      {
        file: '.github/workflows/test.yml',
        write:
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - run: go test ./...\n        working-directory: ./backend\n',
      },
    ],
    found: ['.github/workflows/test.yml: build-path-exists: ./backend'],
  },
  {
    what: 'a skaffold file deploys an overlay that has another name',
    sample: 'shop',
    change: [
      {
        file: 'skaffold.yaml',
        write:
          'apiVersion: skaffold/v4beta11\nkind: Config\nmanifests:\n  kustomize:\n    paths:\n      - deploy/overlay/production\n',
      },
    ],
    found: ['skaffold.yaml: build-path-exists: deploy/overlay/production'],
  },
  {
    what: 'a bake file names a Dockerfile that is not there',
    sample: 'shop',
    change: [{ file: 'docker-bake.hcl', write: 'target "shop" {\n  dockerfile = "build/Dockerfile"\n}\n' }],
    found: ['docker-bake.hcl: build-path-exists: build/Dockerfile'],
    mends: true,
  },
  {
    what: 'a variable gives the program more time to stop than the pod has',
    sample: 'shop',
    change: [{ file: 'deploy/base/configmap.yaml', from: 'SHUTDOWN_TIMEOUT: 10s', to: 'SHUTDOWN_TIMEOUT: 60s' }],
    found: [`${DEPLOYMENT}: grace-period-fits-shutdown: 30`],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
  {
    what: 'the pod has less time than the default of a variable',
    sample: 'shop',
    change: [{ file: DEPLOYMENT, from: 'terminationGracePeriodSeconds: 30', to: 'terminationGracePeriodSeconds: 10' }],
    found: [`${DEPLOYMENT}: grace-period-fits-shutdown: 10`],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
  {
    what: 'a worker waits for Ctrl+C and its terminal only',
    sample: 'mailer-worker',
    change: [{ file: 'main.go', from: 'syscall.SIGINT, syscall.SIGTERM', to: 'syscall.SIGINT, syscall.SIGHUP' }],
    found: ['main.go: stop-signal-handled: signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGHUP)'],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'a worker waits for Ctrl+C only',
    sample: 'mailer-worker',
    change: [{ file: 'main.go', from: 'syscall.SIGINT, syscall.SIGTERM', to: 'syscall.SIGINT' }],
    found: ['main.go: stop-signal-handled: signal.NotifyContext(context.Background(), syscall.SIGINT)'],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'a worker waits for Ctrl+C by its name in os',
    sample: 'mailer-worker',
    change: [
      { file: 'main.go', from: 'syscall.SIGINT, syscall.SIGTERM', to: 'os.Interrupt' },
      { file: 'main.go', from: '\t"os/signal"\n\t"syscall"\n', to: '\t"os"\n\t"os/signal"\n' },
    ],
    found: ['main.go: stop-signal-handled: signal.NotifyContext(context.Background(), os.Interrupt)'],
    leadsTo: 'Dockerfile',
    mends: true,
  },
  {
    what: 'the hook sleeps by a shell that distroless does not have',
    sample: 'tickets-commands',
    change: [
      {
        file: DEPLOYMENT,
        from: 'sleep:\n                seconds: 5',
        to: 'exec:\n                command: ["/bin/sh", "-c", "sleep 5"]',
      },
    ],
    found: [`${DEPLOYMENT}: command-in-image: "/bin/sh"`],
    leadsTo: 'Dockerfile',
    mends: true,
  },
];
