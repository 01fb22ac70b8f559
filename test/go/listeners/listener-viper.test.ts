import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const cases: Readonly<Record<string, { code: string; listens: string[] }>> = {
  'a struct that viper fills from flags': {
    code: `type Config struct {
	Port string \`mapstructure:"port"\`
}
func main() {
	flags := pflag.NewFlagSet("default", pflag.ContinueOnError)
	flags.Int("port", 9898, "")
	viper.BindPFlags(flags)
	viper.SetEnvPrefix("SHOP")
	viper.AutomaticEnv()
	var config Config
	viper.Unmarshal(&config)
	http.ListenAndServe(":" + config.Port, nil)
}`,
    listens: ['9898 http all default by env:SHOP_PORT flag:port'],
  },
  'a nested struct that viper fills': {
    code: `type Config struct {
	Server struct {
		Addr string
	}
}
func main() {
	viper.SetDefault("server.addr", "127.0.0.1:7001")
	viper.ReadInConfig()
	var config Config
	viper.Unmarshal(&config)
	http.ListenAndServe(config.Server.Addr, nil)
}`,
    listens: ['7001 http loopback default by config:server.addr'],
  },
  'a field that nothing gives viper a value for': {
    code: `type Config struct {
	Addr string
}
func main() {
	var config Config
	viper.Unmarshal(&config)
	http.ListenAndServe(config.Addr, nil)
}`,
    listens: ['? http ? unknown'],
  },
  viper: {
    code: 'viper.SetDefault("server.port", 8093)\nviper.BindEnv("server.port", "PORT")\nhttp.ListenAndServe(fmt.Sprintf(":%d", viper.GetInt("server.port")), nil)',
    listens: ['8093 http all default by env:PORT'],
  },
};

for (const [name, { code, listens }] of Object.entries(cases)) {
  test(`listens: ${name}`, async () => {
    assert.deepEqual(await listensOf(code), listens);
  });
}
