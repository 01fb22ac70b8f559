import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../go-project.ts';

const COBRA = (setUp: string) => `import "github.com/spf13/cobra"
var root = &cobra.Command{Use: "shop"}
var serve = &cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return http.ListenAndServe(":8080", nil) }}
var migrate = &cobra.Command{Use: "migrate", RunE: func(*cobra.Command, []string) error { return nil }}
func main() {
	root.PersistentFlags().String("region", "", "")
	for _, one := range []*cobra.Command{serve, migrate} { one.Flags().String("upstream", "", "") }
	root.AddCommand(serve, migrate)
	${setUp}
	root.Execute()
}`;
const URFAVE = (flag: string, more = '') => `import ("os"; "github.com/urfave/cli/v2")
func main() {
	app := &cli.App{Name: "shop", Flags: []cli.Flag{&cli.StringFlag{${flag}}}, Action: func(c *cli.Context) error { ${more}; return http.ListenAndServe(":8080", nil) }}
	app.Run(os.Args)
}`;
const KINGPIN = (chain: string) => `import "github.com/alecthomas/kingpin/v2"
var upstream = kingpin.Flag("upstream", "").${chain}.String()
func main() { kingpin.Parse(); http.ListenAndServe(":8080", nil) }`;
const KONG = (tags: string) => `import "github.com/alecthomas/kong"
var options struct { UpstreamURL string \`${tags}\` }
func main() { kong.Parse(&options); http.ListenAndServe(":8080", nil) }`;
const FLAG = (then: string, fallback = '""') => `import ("flag"; "log"; "os")
func main() {
	upstream := flag.String("upstream", ${fallback}, "")
	limit := flag.Int("limit", 0, "")
	flag.Parse()
	${then}
	_, _ = upstream, limit
	log.Fatal(http.ListenAndServe(":8080", nil))
}`;

const table: Readonly<Record<string, readonly [source: string, flags: string]>> = {
  'that a command of cobra marks': [COBRA('serve.MarkFlagRequired("upstream")'), 'upstream'],
  'marked in the set of the command': [COBRA('cobra.MarkFlagRequired(serve.Flags(), "upstream")'), 'upstream'],
  'marked in each command that a loop goes over': [
    COBRA('for _, name := range []string{"upstream"} { serve.MarkFlagRequired(name) }'),
    'upstream',
  ],
  'not where another command marks it': [COBRA('migrate.MarkFlagRequired("upstream")'), ''],
  'for all commands below the one that marks it': [COBRA('root.MarkPersistentFlagRequired("region")'), 'region'],
  'not where it is marked in some cases only': [
    COBRA('if os.Getenv("STRICT") != "" { serve.MarkFlagRequired("upstream") }'),
    '',
  ],
  'not where the program does its work without it, too': [
    FLAG('if *upstream == "" { log.Fatal(http.ListenAndServe(":8081", nil)) }'),
    '',
  ],
  'not where the program sets flags itself': [
    COBRA('serve.MarkFlagRequired("upstream"); serve.Flags().Set("upstream", os.Getenv("UPSTREAM"))'),
    '',
  ],
  'of urfave/cli': [URFAVE('Name: "upstream", Required: true'), 'upstream'],
  'of urfave/cli with a variable, which may give it': [
    URFAVE('Name: "upstream", Required: true, EnvVars: []string{"UPSTREAM"}'),
    '',
  ],
  'of urfave/cli that need not be there': [URFAVE('Name: "upstream"'), ''],
  'of urfave/cli that an action demands': [
    URFAVE('Name: "upstream"', 'if c.String("upstream") == "" { return cli.Exit("no upstream", 1) }'),
    'upstream',
  ],
  'of kingpin': [KINGPIN('Required()'), 'upstream'],
  'of kingpin with a default': [KINGPIN('Default("a").Required()'), ''],
  'of kingpin with a variable': [KINGPIN('Envar("UPSTREAM").Required()'), ''],
  'of kong': [KONG('required:""'), 'upstream-url'],
  'of kong with a variable': [KONG('required:"" env:"UPSTREAM"'), ''],
  'that main ends without': [FLAG('if *upstream == "" { log.Fatal("-upstream is missing") }'), 'upstream'],
  'each by itself': [FLAG('if *upstream == "" || *limit == 0 { flag.Usage(); os.Exit(2) }'), 'limit upstream'],
  'in the branches beside another that ends it': [
    FLAG('if *upstream == "" { log.Fatal("none") } else if *limit == 0 { log.Fatal("none") }'),
    'limit upstream',
  ],
  'not beside a branch that goes on': [
    FLAG('if *upstream == "" { log.Print("none") } else if *limit == 0 { log.Fatal("none") }'),
    '',
  ],
  'that main ends without by a function of its own': [
    `${FLAG('if *upstream == "" { fatal("-upstream is missing") }')}
func fatal(message string, args ...any) { log.Printf(message, args...); os.Exit(1) }`,
    'upstream',
  ],
  'not where the function of its own may return': [
    `${FLAG('if *upstream == "" { check("-upstream is missing") }')}
func check(message string) { if os.Getenv("STRICT") != "" { os.Exit(1) } }`,
    '',
  ],
  'not where the function of its own does the work': [
    `${FLAG('if *upstream == "" { serve() }')}
func serve() { log.Fatal(http.ListenAndServe(":8081", nil)) }`,
    '',
  ],
  'not where one of two is enough': [FLAG('if *upstream == "" && *limit == 0 { os.Exit(2) }'), ''],
  'not where there is a default': [FLAG('if *upstream == "" { log.Fatal("missing") }', '"http://api"'), ''],
  'not where a variable may give it': [
    FLAG('if *upstream == "" { log.Fatal("missing") }', 'os.Getenv("UPSTREAM")'),
    '',
  ],
  'not where something else is done without it': [FLAG('if *upstream == "" { log.Print("none") }'), ''],
  'not where main fills it in': [
    FLAG('if v := os.Getenv("UPSTREAM"); v != "" { *upstream = v }\n\tif *upstream == "" { log.Fatal("missing") }'),
    '',
  ],
};

describe('flags without which a program does not start', () => {
  for (const [what, [source, flags]] of Object.entries(table)) {
    it(what, async () => {
      const { requiredFlags = [] } = await factsOf(source);
      assert.equal(
        requiredFlags
          .map(({ name }) => name)
          .sort()
          .join(' '),
        flags,
      );
    });
  }
});
