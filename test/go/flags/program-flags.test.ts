import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const COBRA = (flags: string, command = '') => `import "github.com/spf13/cobra"
var root = &cobra.Command{Use: "app", Run: func(*cobra.Command, []string) {}${command}}
func main() {
	${flags}
	root.Execute()
}`;
const STANDARD = (flags: string) => `import ("flag"; "os"; "time")
var _ = time.Second
var _ = os.Args[0]
func main() {
	${flags}
	flag.Parse()
}`;
const URFAVE = (flags: string) => `import ("context"; "os"; "github.com/urfave/cli/v3")
func main() {
	cmd := &cli.Command{Name: "app", Flags: []cli.Flag{${flags}}}
	cmd.Run(context.Background(), os.Args)
}`;
const KONG = (fields: string, types = '') => `import ("time"; "github.com/alecthomas/kong")
${types}
type options struct {
	Wait time.Duration
	${fields}
}
func main() {
	var o options
	kong.Parse(&o)
}`;

/** `name,short:type!`, where `!` stands for a switch. */
const cases: Readonly<Record<string, readonly [code: string, style: string | null, flags: string]>> = {
  'those of the standard library': [
    STANDARD('flag.String("addr", ":80", ""); flag.Duration("wait", time.Second, ""); flag.Bool("v", false, "")'),
    'go',
    'addr v:bool! wait:duration',
  ],
  'a name that the source does not decide': [
    STANDARD('flag.String("addr", "", ""); flag.String(os.Getenv("X"), "", "")'),
    null,
    '',
  ],
  none: [STANDARD(''), null, ''],
  'a set that is handed to another module': [
    `import ("flag"; "example.com/other/log")\nfunc main() { flag.String("addr", "", ""); log.Setup(flag.CommandLine); flag.Parse() }`,
    null,
    '',
  ],
  'flags that another module adds': [
    `import ("flag"; "example.com/other/log")\nfunc main() { flag.String("addr", "", ""); log.InitFlags(nil); flag.Parse() }`,
    null,
    '',
  ],
  'arguments that are read by hand': [
    `import ("flag"; "os")\nfunc main() { flag.String("addr", "", ""); for _, arg := range os.Args { println(arg) }; flag.Parse() }`,
    null,
    '',
  ],
  'those of cobra, with short names': [
    COBRA('root.Flags().StringP("addr", "a", "", ""); root.PersistentFlags().CountP("verbose", "v", "")'),
    'gnu',
    'addr,a verbose,v!',
  ],
  'a command that takes whatever it is given': [
    COBRA('root.Flags().String("addr", "", "")', ', FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true}'),
    null,
    '',
  ],
  'names that are read in another way': [
    COBRA('root.Flags().String("addr", "", ""); root.Flags().SetNormalizeFunc(nil)'),
    null,
    '',
  ],
  'a command of another module': [
    COBRA('root.Flags().String("addr", "", ""); root.AddCommand(other.New())').replace(
      'import "github.com/spf13/cobra"',
      'import ("github.com/spf13/cobra"; "example.com/other")',
    ),
    null,
    '',
  ],
  'those of urfave/cli, with other names': [
    URFAVE('&cli.StringFlag{Name: "addr", Aliases: []string{"a", "address"}}, &cli.IntFlag{Name: "port"}'),
    'gnu',
    'a,a addr address port:int',
  ],
  'a flag of urfave/cli that another module makes': [
    URFAVE('&cli.StringFlag{Name: "addr"}, common.Level').replace(
      'urfave/cli/v3"',
      'urfave/cli/v3"; "example.com/common"',
    ),
    null,
    '',
  ],
  'fields of kong': [
    KONG(
      'Addr string `short:"a"`\n\tQuiet bool `negatable:""`\n\tServer server `embed:"" prefix:"http-"`\n\tname string',
      'type server struct { Port int }',
    ),
    'gnu',
    'addr,a http-port:int no-quiet:bool! quiet:bool! wait:duration',
  ],
  'fields of kong that another module declares': [KONG('Log other.Config `embed:""`'), null, ''],
  'those of kingpin': [
    `import "github.com/alecthomas/kingpin/v2"
var addr = kingpin.Flag("addr", "").Short('a').Default(":80").String()
var quiet = kingpin.Flag("quiet", "").Bool()
func main() { kingpin.Parse(); println(*addr, *quiet) }`,
    'gnu',
    'addr,a no-quiet:bool! quiet:bool!',
  ],
  'two libraries of flags, of which one is not read': [
    STANDARD('flag.String("addr", "", "")').replace(
      '"time")',
      '"time"; "github.com/jessevdk/go-flags")\nvar _ = flags.Parse',
    ),
    null,
    '',
  ],
};

for (const [what, [code, style, flags]] of Object.entries(cases)) {
  test(`the flags of a program: ${what}`, async () => {
    const { flags: found } = await factsOf(code);
    const shown = found?.all.map(({ name, short, type, isSwitch }) =>
      [name, short && `,${short}`, type && `:${type}`, isSwitch && '!'].filter(Boolean).join(''),
    );
    assert.deepEqual([found?.style ?? null, shown?.sort().join(' ') ?? ''], [style, flags]);
  });
}

test('a flag holds a path by default, where all of its name hold the same', async () => {
  const defaultsOf = async (flags: string) => {
    const facts = await factsOf(STANDARD(flags));
    return facts.flags?.all.map((flag) => flag.default);
  };
  assert.deepEqual(await defaultsOf('flag.String("data", "/var/lib/x", ""); flag.Int("port", 80, "")'), [
    '/var/lib/x',
    undefined,
  ]);
  assert.deepEqual(await defaultsOf('flag.String("url", "http://x/y", ""); flag.String("none", "", "")'), [
    undefined,
    undefined,
  ]);
  assert.deepEqual(await defaultsOf('flag.String("dir", "/a", ""); flag.NewFlagSet("x", 0).String("dir", "/b", "")'), [
    undefined,
    undefined,
  ]);
});
