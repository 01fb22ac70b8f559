import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../go-project.ts';

const COBRA = (root: string, more = 'root.AddCommand(serve)') => `import "github.com/spf13/cobra"
var root = &cobra.Command{Use: "shop"${root}}
var serve = &cobra.Command{Use: "serve [flags]", Aliases: []string{"run"}, RunE: run}
func run(*cobra.Command, []string) error { return nil }
func main() {
	root.PersistentFlags().String("level", "", "")
	${more}
	root.Execute()
}`;
const URFAVE = (more: string) => `import ("os"; "github.com/urfave/cli/v2")
func main() {
	app := &cli.App{Name: "shop"${more}, Commands: []*cli.Command{{Name: "serve", Aliases: []string{"s"}, Action: run}}, Flags: []cli.Flag{&cli.StringFlag{Name: "level"}}}
	app.Run(os.Args)
}
func run(*cli.Context) error { return nil }`;
const KONG = (fields: string) => `import "github.com/alecthomas/kong"
type serve struct{}
func (serve) Run() error { return nil }
type root struct {
	Level string
	ServeAll serve \`cmd:"" aliases:"s"\`
	${fields}
}
func main() { var cli root; kong.Parse(&cli).Run() }`;

const IMPLIED = /^(?:help|h|completion|__complete\w*)$/;

describe('the words that arguments may begin with', () => {
  const table: readonly [what: string, source: string, words: string | undefined][] = [
    ['commands of cobra', COBRA(''), 'serve run'],
    ['of a root that runs something, which cobra checks, too', COBRA(', RunE: run'), 'serve run'],
    ['of a root that takes any', COBRA(', Args: cobra.ArbitraryArgs, RunE: run'), undefined],
    ['of a root without commands', COBRA(', RunE: run', ''), undefined],
    ['commands that another module makes', COBRA('', 'root.AddCommand(serve, other.New())'), undefined],
    ['a name that the source does not decide', COBRA('', 'serve.Use = name(); root.AddCommand(serve)'), undefined],
    [
      'words that it puts there itself',
      COBRA('', 'root.AddCommand(serve); root.SetArgs([]string{"serve"})'),
      undefined,
    ],
    ['commands of urfave/cli', URFAVE(''), 'serve s'],
    ['of an app with an action of its own', URFAVE(', Action: run'), undefined],
    ['commands of kong', KONG(''), 'serve-all s'],
    ['of one that other words may follow', KONG('Name string `arg:""`'), undefined],
    ['of one that is meant without', KONG('Other serve `cmd:"" default:"withargs"`'), undefined],
    ['none', 'func main() {}', undefined],
  ];
  for (const [what, source, words] of table) {
    it(what, async () => {
      const { firstWords } = await factsOf(source);
      assert.equal(firstWords?.filter((word) => !IMPLIED.test(word)).join(' '), words);
    });
  }
});
