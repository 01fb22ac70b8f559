// Greeter serves greetings: commands by cobra, settings by viper (flags, GREETER_* variables).
package main

import (
	"os"

	"example.com/greeter/cmd"
)

func main() {
	if err := cmd.Root().Execute(); err != nil {
		os.Exit(1)
	}
}
