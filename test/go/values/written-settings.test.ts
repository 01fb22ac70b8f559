import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../go-project.ts';

describe('settings that name another folder for what a program writes', () => {
  const table: Readonly<Record<string, { code: string; writes: string[] }>> = {
    'the folder of a file that has any name': {
      code: 'func save(dir, name string) { f, _ := os.Create(filepath.Join(dir, name)); f.Close() }\nfunc main() { dir := cmp.Or(os.Getenv("DIR"), "/data"); http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { save(dir, r.URL.Path) }) }',
      writes: ['/data env:DIR'],
    },
    'a variable with the prefix of the program, and without it': {
      code: 'type config struct { Dir string `envconfig:"UPLOAD_DIR" default:"/data"` }\nfunc main() { var c config; envconfig.MustProcess("SHOP", &c); os.Create(filepath.Join(c.Dir, filepath.Base(rest())+".jpg")) }',
      writes: ['/data env:UPLOAD_DIR env:SHOP_UPLOAD_DIR'],
    },
    'a folder that is made, and holds files whose names settings say, too': {
      code: 'type store struct{ dir string }\nfunc open(dir string) *store { os.MkdirAll(dir, 0o755); return &store{dir} }\nfunc (s *store) save(name string) { os.Create(filepath.Join(s.dir, name+os.Getenv("ENDING"))) }\nfunc main() { s := open(cmp.Or(os.Getenv("DIR"), "/data")); http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.save(r.URL.Path) }) }',
      writes: ['/data env:DIR'],
    },
    'two settings of one path, which nobody can tell apart': {
      code: 'func main() { os.MkdirAll(cmp.Or(os.Getenv("DIR"), "/data")+"/"+os.Getenv("SUB")+rest(), 0o755) }',
      writes: ['/data '],
    },
  };
  for (const [what, { code, writes }] of Object.entries(table)) {
    it(what, async () => {
      const found = (await factsOf(code)).writes;
      assert.deepEqual(
        found.map(({ path, configuredBy = [] }) => `${path} ${configuredBy.join(' ')}`),
        writes,
      );
    });
  }
});
