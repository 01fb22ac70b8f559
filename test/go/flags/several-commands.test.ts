import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../go-project.ts';

const COBRA =
  'import "github.com/spf13/cobra"\nvar root = &cobra.Command{Use: "shop", Run: run}\nfunc run(*cobra.Command, []string) {}\n';
const KONG = 'import "github.com/alecthomas/kong"\n';
const URFAVE = 'import "github.com/urfave/cli/v2"\n';
const KINGPIN = 'import "github.com/alecthomas/kingpin/v2"\n';

describe('a program that does always the same', () => {
  const programs: readonly [name: string, source: string][] = [
    ['reads no arguments', 'func main() {}'],
    ['reads flags', 'import "flag"\nfunc main() { flag.String("addr", "", ""); flag.Parse() }'],
    ['has the root of cobra alone', `${COBRA}func main() { root.Execute() }`],
    ['has flags of kong', `${KONG}func main() { var cli struct { Addr string }; kong.Parse(&cli) }`],
    [
      'has an app of urfave/cli',
      `${URFAVE}func main() { (&cli.App{Name: "shop", Action: run}).Run(nil) }\nfunc run(*cli.Context) error { return nil }`,
    ],
    ['has flags of kingpin', `${KINGPIN}func main() { kingpin.Flag("addr", "").String(); kingpin.Parse() }`],
  ];
  for (const [name, source] of programs) {
    it(name, async () => assert.equal((await factsOf(source)).hasCommands, undefined));
  }
});

describe('a program whose arguments may choose', () => {
  const programs: readonly [name: string, source: string][] = [
    ['looks at them', 'import "os"\nfunc main() { if os.Args[1] == "serve" { serve() } }\nfunc serve() {}'],
    [
      'gives cobra commands',
      `${COBRA}func main() { root.AddCommand(&cobra.Command{Use: "serve", Run: run}); root.Execute() }`,
    ],
    ['takes commands of cobra from a library', `${COBRA}func main() { root.AddCommand(other.New()); root.Execute() }`],
    ['has its root of cobra from a library', 'import "github.com/spf13/cobra"\nfunc main() { cobra.CheckErr(nil) }'],
    [
      'has fields that kong makes commands of',
      `${KONG}type serve struct{}\nfunc (serve) Run() error { return nil }\nfunc main() { var cli struct { Serve serve \`cmd:""\` }; kong.Parse(&cli).Run() }`,
    ],
    [
      'has an app of urfave/cli with commands',
      `${URFAVE}func main() { (&cli.App{Name: "shop", Commands: []*cli.Command{{Name: "serve"}}}).Run(nil) }`,
    ],
    ['gives kingpin a command', `${KINGPIN}func main() { kingpin.Command("serve", ""); kingpin.Parse() }`],
    [
      'uses a library that finds them by itself',
      'import "github.com/google/subcommands"\nfunc main() { subcommands.Execute(nil) }',
    ],
  ];
  for (const [name, source] of programs) {
    it(name, async () => assert.equal((await factsOf(source)).hasCommands, true));
  }
});

describe('commands that listen, of which none is the main one', () => {
  const names = ['worker', 'bot', 'sync', 'admin', 'hooks', 'queue', 'relay', 'proxy', 'broker'];
  const program = (all: readonly string[]) => {
    const added = all.map((name, at) => {
      return `root.AddCommand(&cobra.Command{Use: "${name}", Run: func(*cobra.Command, []string) { http.ListenAndServe(":${8000 + at}", nil) }})`;
    });
    return `import ("net/http"; "github.com/spf13/cobra")\nfunc main() { root := &cobra.Command{Use: "shop"}\n${added.join('\n')}\nroot.Execute() }`;
  };
  it('are named where there are too many to tell apart', async () => {
    assert.deepEqual((await factsOf(program(names))).openCommands?.flat(), names);
  });
  it('are told apart else', async () => {
    const { openCommands, commands } = await factsOf(program(names.slice(0, 3)));
    assert.deepEqual([openCommands, commands?.length], [undefined, 3]);
  });
});
