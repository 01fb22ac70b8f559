import { deploymentOf, NO_TOKEN } from '../../../src/contract/examples/example-files.ts';
import type { Texts } from '../workspace.ts';

const MAIN = `package main

import (
	"flag"
	"os"

	batchv1 "k8s.io/api/batch/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	shopv1 "example.com/shop/api/v1"
	"example.com/shop/controller"
)

func main() {
	var elect bool
	flag.BoolVar(&elect, "leader-elect", false, "")
	flag.Parse()
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		LeaderElection: elect,
	})
	if err != nil {
		panic(err)
	}
	reconciler := &controller.Orders{Client: mgr.GetClient(), Recorder: mgr.GetEventRecorderFor("shop")}
	err = ctrl.NewControllerManagedBy(mgr).For(&shopv1.Order{}).Owns(&batchv1.Job{}).Complete(reconciler)
	if err != nil {
		panic(err)
	}
	_ = mgr.Start(ctrl.SetupSignalHandler())
}

var (
	_ client.Client
	_ = os.Getenv
)
`;

const API = `package v1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/scheme"
)

var (
	GroupVersion  = schema.GroupVersion{Group: "shop.example.com", Version: "v1"}
	SchemeBuilder = &scheme.Builder{GroupVersion: GroupVersion}
	AddToScheme   = SchemeBuilder.AddToScheme
)

func init() {
	SchemeBuilder.Register(&Order{})
}

// +kubebuilder:object:root=true
type Order struct {
	metav1.TypeMeta
	metav1.ObjectMeta
}
`;

const controller = (statements: string) => `package controller

import (
	"context"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/record"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"

	shopv1 "example.com/shop/api/v1"
)

type Orders struct {
	client.Client
	Recorder record.EventRecorder
	Prunes   bool
}

func (r *Orders) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	var order shopv1.Order
	${statements}
	return ctrl.Result{}, nil
}

var (
	_ appsv1.Deployment
	_ batchv1.Job
	_ corev1.Pod
	_ = controllerutil.CreateOrUpdate
)
`;

export const rule = (group: string, resources: string, verbs: string) =>
  `  - apiGroups: ["${group}"]\n    resources: [${resources}]\n    verbs: [${verbs}]\n`;

/** What an operator with a reconciler that does nothing needs. */
export const WATCHED = rule('shop.example.com', 'orders', 'get, list, watch') + rule('batch', 'jobs', 'list, watch');

const role = (kind: string, rules: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: shop\nrules:\n${rules}`;
export const binding = (kind: string, of: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${of}\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n    namespace: shop\n`;

/** An operator that reconciles orders by these statements, and whose account is bound to such a ClusterRole. */
export function operator(statements: string, rules: string, args = '[]'): Texts {
  const pod = deploymentOf('ports: []').replace(NO_TOKEN, '      serviceAccountName: shop\n');
  const inNamespace = (text: string) => text.replace('metadata:\n', 'metadata:\n  namespace: shop\n');
  return {
    'go.mod':
      'module example.com/shop\n\ngo 1.26\n\nrequire (\n\tk8s.io/client-go v0.36.0\n\tsigs.k8s.io/controller-runtime v0.22.0\n)\n',
    'main.go': MAIN,
    'api/v1/order.go': API,
    'controller/orders.go': controller(statements),
    'deploy.yaml': inNamespace(
      pod.replace('          ports: []', `          command: [/shop]\n          args: ${args}`),
    ),
    'account.yaml': inNamespace('apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n'),
    'binding.yaml': binding('ClusterRoleBinding', 'ClusterRole'),
    'role.yaml': role('ClusterRole', rules),
  };
}
