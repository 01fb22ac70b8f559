import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const STRUCT =
  'type config struct { Server struct { Port int `yaml:"port" toml:"port" json:"port"` } `yaml:"server" toml:"server" json:"server"` }';

/** Programs with files of the repository that they read. */
const cases: Readonly<Record<string, { code: string; files: Readonly<Record<string, string>>; listens: string[] }>> = {
  'YAML by a name': {
    code: `${STRUCT}\nfunc main() { data, _ := os.ReadFile("config.yaml"); var c config; yaml.Unmarshal(data, &c); http.ListenAndServe(fmt.Sprintf(":%d", c.Server.Port), nil) }`,
    files: { 'config.yaml': 'server:\n  port: 8101\n' },
    listens: ['8101 http all default by config:server.port'],
  },
  'YAML that is not there': {
    code: `${STRUCT}\nfunc main() { data, _ := os.ReadFile("config.yaml"); var c config; yaml.Unmarshal(data, &c); http.ListenAndServe(fmt.Sprintf(":%d", c.Server.Port), nil) }`,
    files: { 'other.yaml': 'server:\n  port: 8101\n' },
    listens: ['? http all unknown by config:server.port'],
  },
  'a file by the default of a flag, through a decoder': {
    code: `${STRUCT}\nfunc main() { path := flag.String("config", "./conf/app.json", ""); flag.Parse(); f, err := os.Open(*path); if err != nil { panic(err) }; c := &config{}; json.NewDecoder(f).Decode(c); http.ListenAndServe(fmt.Sprintf(":%d", c.Server.Port), nil) }`,
    files: { 'conf/app.json': '{"server": {"port": 8102}}' },
    listens: ['8102 http all default by config:server.port'],
  },
  'TOML before a default in the code': {
    code: `${STRUCT}\nfunc main() { var c config; c.Server.Port = 1; toml.DecodeFile("config.toml", &c); http.ListenAndServe(fmt.Sprintf(":%d", c.Server.Port), nil) }`,
    files: { 'config.toml': '# ours\n[server]\nport = 8103 # here\n' },
    listens: ['8103 http all default by config:server.port'],
  },
  'a file elsewhere or, where that is not there, the one of the repository': {
    code: 'type config struct { Addr string }\nfunc read(name string) (c config) { toml.DecodeFile(name, &c); return c }\nfunc main() { path := flag.String("c", "./shop.cfg", ""); c := read(*path); if c.Addr == "" { c = read("/etc/shop.cfg") }; http.ListenAndServe(c.Addr, nil) }',
    files: { 'shop.cfg': 'addr = ":8110"\n' },
    listens: ['8110 http all default by config:addr'],
  },
  'the first of several paths that is there': {
    code: 'type config struct { Addr string }\nfunc find() string { for _, one := range []string{"/etc/shop.toml", "$HOME/shop.toml", "./shop.toml"} { one = os.ExpandEnv(one); if _, err := os.Stat(one); err == nil { return one } }; return "" }\nfunc main() { var c config; toml.DecodeFile(find(), &c); http.ListenAndServe(c.Addr, nil) }',
    files: { 'shop.toml': 'addr = ":8111"\n' },
    listens: ['8111 http all default by config:addr'],
  },
  'the one of several places that the repository has': {
    code: 'type config struct { Addr string }\nfunc find(name string) string { if _, err := os.Stat("/tmp/" + name); err == nil { name = "/tmp/" + name } else if _, err := os.Stat("./conf/" + name); err == nil { name = "./conf/" + name } else if _, err := os.Stat("../conf/" + name); err == nil { name = "../conf/" + name }; return name }\nfunc main() { path := flag.String("c", "shop.toml", ""); var c config; toml.DecodeFile(find(*path), &c); http.ListenAndServe(c.Addr, nil) }',
    files: { 'conf/shop.toml': 'addr = ":8112"\n' },
    listens: ['8112 http all default by config:addr'],
  },
  'a file that another one goes before only where it is there': {
    code: 'type config struct { Addr string }\nfunc fileExists(path string) bool { _, err := os.Stat(path); return err == nil }\nfunc main() { path := "shop.toml"; if fileExists("/etc/shop.toml") { path = "/etc/shop.toml" }; var c config; toml.DecodeFile(path, &c); http.ListenAndServe(c.Addr, nil) }',
    files: { 'shop.toml': 'addr = ":8113"\n' },
    listens: ['8113 http all default by config:addr'],
  },
  'a file for where the first one is not there, which it is': {
    code: 'type config struct { Addr string }\nfunc main() { path := "shop.toml"; if _, err := os.Stat(path); os.IsNotExist(err) { path = "other.toml" }; var c config; toml.DecodeFile(path, &c); http.ListenAndServe(c.Addr, nil) }',
    files: { 'shop.toml': 'addr = ":8114"\n', 'other.toml': 'addr = ":1"\n' },
    listens: ['8114 http all default by config:addr'],
  },
  'a file for where the first one is not there': {
    code: 'type config struct { Addr string }\nfunc main() { path := "/etc/shop.toml"; if _, err := os.Stat(path); err != nil { path = "other.toml" }; var c config; toml.DecodeFile(path, &c); http.ListenAndServe(c.Addr, nil) }',
    files: { 'other.toml': 'addr = ":8115"\n' },
    listens: ['8115 http all default by config:addr'],
  },
  'a file that is taken when another one is there': {
    code: 'type config struct { Addr string }\nfunc main() { path := "a.toml"; if _, err := os.Stat("/etc/live"); err == nil { path = "b.toml" }; var c config; toml.DecodeFile(path, &c); http.ListenAndServe(c.Addr, nil) }',
    files: { 'a.toml': 'addr = ":1"\n', 'b.toml': 'addr = ":2"\n' },
    listens: ['? http ? unknown by config:addr'],
  },
  'one of two files of the repository': {
    code: 'type config struct { Addr string }\nfunc read(name string) (c config) { toml.DecodeFile(name, &c); return c }\nfunc main() { name := "dev.toml"; if len(os.Args) > 1 { name = "live.toml" }; http.ListenAndServe(read(name).Addr, nil) }',
    files: { 'dev.toml': 'addr = ":1"\n', 'live.toml': 'addr = ":2"\n' },
    listens: ['? http ? unknown by config:addr'],
  },
  'TOML that fills what a literal says': {
    code: 'type config struct { Addr string `toml:"addr"` }\nfunc main() { c := config{Addr: ":1"}; toml.DecodeFile("config.toml", &c); http.ListenAndServe(c.Addr, nil) }',
    files: { 'config.toml': 'addr = ":8104"\n' },
    listens: ['8104 http all default by config:addr'],
  },
  'two structs of one type at two keys': {
    code: 'type server struct { Addr string `yaml:"addr"` }\ntype config struct { A server `yaml:"a"`; B server `yaml:"b"` }\nfunc main() { data, _ := os.ReadFile("app.yml"); var c config; yaml.Unmarshal(data, &c); go http.ListenAndServe(c.A.Addr, nil); http.ListenAndServe(c.B.Addr, nil) }',
    files: { 'app.yml': 'a: {addr: ":8105"}\nb: {addr: ":8106"}\n' },
    listens: ['8105 http all default by config:a.addr', '8106 http all default by config:b.addr'],
  },
  'keys without tags': {
    code: 'type config struct { Port string }\nfunc main() { data, _ := os.ReadFile("config.yml"); var c config; yaml.Unmarshal([]byte(os.ExpandEnv(string(data))), &c); http.ListenAndServe(":"+c.Port, nil) }',
    files: { 'config.yml': 'port: 8107\n' },
    listens: ['8107 http all default by config:port'],
  },
  'variables that are put into the file': {
    code: 'type config struct { Port, Admin string }\nfunc main() { data, _ := os.ReadFile("config.yml"); var c config; yaml.Unmarshal([]byte(os.ExpandEnv(string(data))), &c); go http.ListenAndServe(":"+c.Admin, nil); http.ListenAndServe("localhost:"+c.Port, nil) }',
    files: { 'config.yml': 'port: ${PORT}\nadmin: "${ADMIN:-8109}"\n' },
    listens: ['? http ? unknown by config:admin', '? http loopback unknown by env:PORT config:port'],
  },
  'viper by name and folder': {
    code: 'viper.SetConfigName("app")\nviper.AddConfigPath("./config")\nviper.SetDefault("port", 1)\nviper.ReadInConfig()\nhttp.ListenAndServe(":"+viper.GetString("port"), nil)',
    files: { 'config/app.yaml': 'port: 8108\n' },
    listens: ['8108 http all default by config:port'],
  },
  'viper with a file that nothing names': {
    code: 'viper.SetConfigName("app")\nviper.AddConfigPath("/etc/app")\nviper.SetDefault("port", 8109)\nviper.ReadInConfig()\nhttp.ListenAndServe(":"+viper.GetString("port"), nil)',
    files: { 'config/app.yaml': 'port: 1\n' },
    listens: ['8109 http all default by config:port'],
  },
  'a .env file that is loaded': {
    code: 'godotenv.Load()\nhttp.ListenAndServe(":"+os.Getenv("PORT"), nil)',
    files: { '.env': 'PORT=8110\n' },
    listens: ['8110 http all default by env:PORT'],
  },
  'a .env file that nobody loads': {
    code: 'http.ListenAndServe(":"+os.Getenv("PORT"), nil)',
    files: { '.env': 'PORT=8110\n' },
    listens: ['? http all unknown by env:PORT'],
  },
};

for (const [name, { code, files, listens }] of Object.entries(cases)) {
  test(`listens: ${name}`, async () => {
    assert.deepEqual(await listensOf(code, files), listens);
  });
}
