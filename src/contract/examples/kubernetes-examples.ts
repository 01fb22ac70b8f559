/** A program that lists pods from within the cluster, for the examples of the rules. */
export const KUBERNETES_FILES: Readonly<Record<string, string>> = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire k8s.io/client-go v0.36.0\n',
  'main.go': `package main

import (
	"context"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

func main() {
	config, err := rest.InClusterConfig()
	if err != nil {
		panic(err)
	}
	client := kubernetes.NewForConfigOrDie(config)
	_, _ = client.CoreV1().Pods("shop").List(context.Background(), metav1.ListOptions{})
}
`,
};
