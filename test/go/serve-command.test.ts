import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from './go-project.ts';

const COBRA = (root: string, others = '') => `import (
	"net/http"

	"github.com/spf13/cobra"
)

var root = &cobra.Command{Use: "app"${root}}

func newServe() *cobra.Command {
	return &cobra.Command{Use: "serve [flags]", RunE: func(cmd *cobra.Command, args []string) error { return listen() }}
}

func newVersion() *cobra.Command {
	return &cobra.Command{Use: "version", Run: func(cmd *cobra.Command, args []string) { println("1") }}
}

func listen() error { return http.ListenAndServe(":8080", nil) }

${others}`;

const cases: Readonly<Record<string, { code: string; args: readonly string[] | null }>> = {
  'a command of cobra': {
    code: COBRA('', 'func main() { root.AddCommand(newServe(), newVersion()); root.Execute() }'),
    args: ['serve'],
  },
  'a command of a command': {
    code: COBRA(
      '',
      `func main() {
	server := &cobra.Command{Use: "server"}
	server.AddCommand(newServe())
	root.AddCommand(server, newVersion())
	root.Execute()
}`,
    ),
    args: ['server', 'serve'],
  },
  'none where the root listens, too': {
    code: COBRA(
      ', Run: func(cmd *cobra.Command, args []string) { listen() }',
      'func main() { root.AddCommand(newServe(), newVersion()); root.Execute() }',
    ),
    args: null,
  },
  'of several that listen the one that is called so': {
    code: COBRA(
      '',
      `func newProxy() *cobra.Command {
	return &cobra.Command{Use: "proxy", Run: func(cmd *cobra.Command, args []string) { listen() }}
}
func main() { root.AddCommand(newProxy(), newServe()); root.Execute() }`,
    ),
    args: ['serve'],
  },
  'one that is there to serve, whatever main opens by the way': {
    code: COBRA('', 'func main() { root.AddCommand(newServe(), newVersion()); root.Execute(); listen() }'),
    args: ['serve'],
  },
  'none where nothing tells which of several': {
    code: COBRA(
      '',
      `func newProxy(name string) *cobra.Command {
	return &cobra.Command{Use: "proxy", Run: func(cmd *cobra.Command, args []string) { listen() }}
}
func newRelay() *cobra.Command {
	return &cobra.Command{Use: "relay", Run: func(cmd *cobra.Command, args []string) { listen() }}
}
func main() { root.AddCommand(newProxy(""), newRelay(), newVersion()); root.Execute() }`,
    ),
    args: null,
  },
  'a command of urfave/cli, whose listener is in its own literal': {
    code: `import (
	"net/http"
	"os"

	"github.com/urfave/cli/v2"
)

func main() {
	app := &cli.App{Name: "app", Commands: []*cli.Command{
		{Name: "web", Action: func(c *cli.Context) error { return http.ListenAndServe(":3000", nil) }},
		{Name: "version", Action: func(c *cli.Context) error { return nil }},
	}}
	app.Run(os.Args)
}`,
    args: ['web'],
  },
  'none for a program without commands': {
    code: 'http.ListenAndServe(":8080", nil)',
    args: null,
  },
};

for (const [name, { code, args }] of Object.entries(cases)) {
  test(name, async () => {
    const { command } = await factsOf(code);
    assert.deepEqual(command?.args ?? null, args);
  });
}

const portsOfCommands: Readonly<Record<string, { code: string; ports: readonly number[] }>> = {
  'what only another command opens is no port of the program': {
    code: COBRA(
      '',
      `func newDocs() *cobra.Command {
	return &cobra.Command{Use: "docs", Run: func(cmd *cobra.Command, args []string) { http.ListenAndServe(":6060", nil) }}
}
func main() { root.AddCommand(newDocs(), newServe()); root.Execute() }`,
    ),
    ports: [8080],
  },
  'nor where the root listens, whatever it is called': {
    code:
      COBRA('', '').replace('Use: "app"', 'Use: os.Args[0], Run: func(cmd *cobra.Command, args []string) { web() }') +
      `func web() { http.ListenAndServe(":9090", nil) }
func main() { root.AddCommand(newServe()); root.Execute() }`,
    ports: [9090],
  },
  'nor where main itself listens': {
    code: COBRA(
      '',
      `func newProxy() *cobra.Command {
	return &cobra.Command{Use: "proxy", Run: func(cmd *cobra.Command, args []string) { http.ListenAndServe(":6060", nil) }}
}
func main() {
	root.AddCommand(newProxy(), newVersion())
	if len(os.Args) > 1 {
		root.Execute()
		return
	}
	listen()
}`,
    ),
    ports: [8080],
  },
  'what both open is': {
    code: COBRA(
      '',
      `func newDocs() *cobra.Command {
	return &cobra.Command{Use: "docs", Run: func(cmd *cobra.Command, args []string) { listen() }}
}
func main() { root.AddCommand(newDocs(), newServe()); root.Execute() }`,
    ),
    ports: [8080],
  },
};

for (const [name, { code, ports }] of Object.entries(portsOfCommands)) {
  test(`ports: ${name}`, async () => {
    const { listens } = await factsOf(code);
    assert.deepEqual(
      listens.map(({ port }) => port),
      ports,
    );
  });
}
