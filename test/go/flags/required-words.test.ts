import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../go-project.ts';

const MAIN = (check: string, more = '') => `import ("flag"; "fmt"; "log"; "os")
${more}
func main() {
	addr := flag.String("addr", ":8080", "")
	flag.Parse()
	args := os.Args[1:]
	_, _ = args, fmt.Sprint
	${check}
	log.Fatal(http.ListenAndServe(*addr, nil))
}`;
const COBRA = (args: string, then = '') => `import "github.com/spf13/cobra"
func main() {
	serve := &cobra.Command{Use: "serve", Args: ${args}, RunE: func(cmd *cobra.Command, args []string) error { ${then}; return http.ListenAndServe(":8080", nil) }}
	serve.Execute()
}`;

const table: Readonly<Record<string, readonly [source: string, words: string]>> = {
  'behind flags, by their number': [MAIN('if flag.NArg() != 1 { log.Fatal("no file") }'), '1'],
  'behind flags, by their list': [MAIN('if len(flag.Args()) < 2 { os.Exit(2) }'), '2'],
  'behind flags, none of them': [MAIN('if flag.NArg() == 0 { flag.Usage(); os.Exit(2) }'), '1'],
  'of all that it is called with': [
    MAIN('if len(os.Args) < 2 { log.Fatalf("usage: %s FILE", os.Args[0]) }'),
    '1 or flags',
  ],
  'with the name alone': [MAIN('if len(os.Args) == 1 { os.Exit(1) }'), '1 or flags'],
  'by a name for them': [MAIN('if len(args) < 1 { os.Exit(1) }'), '1 or flags'],
  'turned around': [MAIN('if 3 > len(os.Args) { os.Exit(1) }'), '2 or flags'],
  'where main returns with a word about it': [
    MAIN('if len(os.Args) <= 1 { fmt.Println("usage: shop FILE"); return }'),
    '1 or flags',
  ],
  'where a function of its own tells and ends': [
    MAIN('if flag.NArg() < 1 { usage() }', 'func usage() { fmt.Println("shop FILE"); os.Exit(2) }'),
    '1',
  ],
  'each of two reasons by itself': [MAIN('if flag.NArg() < 1 || *addr == "" { os.Exit(2) }'), '1'],
  'in a function that main calls': [
    MAIN('check()', 'func check() { if flag.NArg() < 1 { log.Fatal("no file") } }'),
    '1',
  ],
  'that a command of cobra demands': [COBRA('cobra.ExactArgs(1)'), '1'],
  'that one of several demands says': [COBRA('cobra.MatchAll(cobra.MinimumNArgs(2), cobra.OnlyValidArgs)'), '2'],
  'that are read without a look at their number': [MAIN('log.Print(os.Args[2])'), '2 or flags'],
  'read by a name for them': [MAIN('file := args[0]; log.Print(file)'), '1 or flags'],
  'read behind flags': [MAIN('log.Print(flag.Args()[0])'), '1'],
  'read as what a switch is about': [MAIN('switch os.Args[1] { case "all": log.Print("all") }'), '1 or flags'],
  'read in a function that main calls': [MAIN('check()', 'func check() { log.Print(os.Args[1]) }'), '1 or flags'],
  'not where its own name is read': [MAIN('log.Print(os.Args[0])'), ''],
  'not where they are read where there are some': [MAIN('if len(os.Args) > 1 { log.Print(os.Args[1]) }'), ''],
  'not where their number is asked before': [
    MAIN('if len(args) == 0 { run() }\n\tlog.Print(args[0])', 'func run() { http.ListenAndServe(":80", nil) }'),
    '',
  ],
  'not where they are read in some cases only': [MAIN('if *addr == "" { log.Print(os.Args[1]) }'), ''],
  'not where they are read behind another condition': [
    MAIN('if *addr == "" && os.Args[1] == "x" { log.Print(1) }'),
    '',
  ],
  'not where they are read later, if at all': [
    MAIN('http.HandleFunc("/", func(http.ResponseWriter, *http.Request) { log.Print(os.Args[1]) })'),
    '',
  ],
  'not where main may be done before': [MAIN('if *addr == "" { return }\n\tlog.Print(os.Args[1])'), ''],
  'not where a panic is caught': [MAIN('defer func() { recover() }()\n\tlog.Print(os.Args[1])'), ''],
  'not where the program gives them itself': [MAIN('os.Args = append(os.Args, "x")\n\tlog.Print(os.Args[1])'), ''],
  'not where another list is read': [MAIN('log.Print(load()[0])', 'func load() []string { return os.Args }'), ''],
  'not of a command of cobra that takes any': [COBRA('cobra.MaximumNArgs(1)'), ''],
  'not where too many end it': [MAIN('if flag.NArg() > 1 { os.Exit(2) }'), ''],
  'not where one too many ends it': [MAIN('if flag.NArg() == 1 { os.Exit(2) }'), ''],
  'not where it is asked with something else': [MAIN('if flag.NArg() < 1 && *addr == "" { os.Exit(2) }'), ''],
  'not where it goes on': [MAIN('if flag.NArg() < 1 { log.Print("no file") }'), ''],
  'not where it does its work without them': [
    MAIN('if len(os.Args) < 2 { fmt.Println("all"); http.ListenAndServe(":80", nil); return }'),
    '',
  ],
  'not where it is asked in some cases only': [
    MAIN('if os.Getenv("STRICT") != "" { if flag.NArg() < 1 { os.Exit(2) } }'),
    '',
  ],
  'not where the list is another': [
    MAIN('if names := load(); len(names) < 1 { os.Exit(2) }', 'func load() []string { return nil }'),
    '',
  ],
  'not where the list may be given another way': [
    MAIN('if v := os.Getenv("FILE"); v != "" { args = []string{v} }\n\tif len(args) < 1 { os.Exit(2) }'),
    '',
  ],
};

describe('words without which a program does not start', () => {
  for (const [what, [source, words]] of Object.entries(table)) {
    it(what, async () => {
      const { requiredWords } = await factsOf(source);
      const told = requiredWords ? `${requiredWords.least}${requiredWords.orFlags ? ' or flags' : ''}` : '';
      assert.equal(told, words);
    });
  }
});
