package main

import (
	"context"
	"encoding/json"
	"time"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/component-base/version"
)

// startNode registers a node that runs nothing, and returns when pods can be scheduled to it.
func startNode(ctx context.Context, client kubernetes.Interface) {
	watch(ctx, client)
	storage := &storagev1.StorageClass{
		ObjectMeta:  metav1.ObjectMeta{Name: storageClass, Annotations: map[string]string{"storageclass.kubernetes.io/is-default-class": "true"}},
		Provisioner: provisioner,
	}
	_, err := client.StorageV1().StorageClasses().Create(ctx, storage, metav1.CreateOptions{})
	mustWhileRunning(ctx, "create the storage class", err)
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: nodeName, Labels: map[string]string{
		"kubernetes.io/hostname": nodeName, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", "topology.kubernetes.io/zone": "zone-0",
	}}}
	_, err = client.CoreV1().Nodes().Create(ctx, node, metav1.CreateOptions{})
	mustWhileRunning(ctx, "create the node", err)
	go heartbeat(ctx, client)
	for ctx.Err() == nil && !isReady(ctx, client) {
		time.Sleep(pollInterval)
	}
}

// watch reports what happens to each object on a goroutine of its own, as one report must not wait for another.
func watch(ctx context.Context, client kubernetes.Interface) {
	factory := informers.NewSharedInformerFactory(client, 0)
	on := func(informer cache.SharedIndexInformer, report func(object any)) {
		informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
			AddFunc:    func(object any) { go report(object) },
			UpdateFunc: func(_, object any) { go report(object) },
		})
	}
	core := factory.Core().V1()
	on(core.Pods().Informer(), func(object any) { reportPod(ctx, client, object.(*corev1.Pod)) })
	on(core.PersistentVolumeClaims().Informer(), func(object any) { provideVolume(ctx, client, object.(*corev1.PersistentVolumeClaim)) })
	on(core.PersistentVolumes().Informer(), func(object any) { removeVolume(ctx, client, object.(*corev1.PersistentVolume)) })
	on(core.Services().Informer(), func(object any) { provideAddress(ctx, client, object.(*corev1.Service)) })
	factory.Start(ctx.Done())
}

// heartbeat keeps the controllers from taking the node for dead.
func heartbeat(ctx context.Context, client kubernetes.Interface) {
	for ctx.Err() == nil {
		now := metav1.Now()
		status := corev1.NodeStatus{
			NodeInfo:    corev1.NodeSystemInfo{KubeletVersion: version.Get().GitVersion, OperatingSystem: "linux", Architecture: "amd64"},
			Capacity:    room,
			Allocatable: room,
		}
		for _, kind := range []corev1.NodeConditionType{corev1.NodeMemoryPressure, corev1.NodeDiskPressure, corev1.NodePIDPressure, corev1.NodeNetworkUnavailable} {
			status.Conditions = append(status.Conditions, corev1.NodeCondition{Type: kind, Status: corev1.ConditionFalse, LastHeartbeatTime: now})
		}
		status.Conditions = append(status.Conditions, corev1.NodeCondition{Type: corev1.NodeReady, Status: corev1.ConditionTrue, LastHeartbeatTime: now})
		patch, err := json.Marshal(map[string]any{"status": status})
		must("write the status of the node", err)
		client.CoreV1().Nodes().Patch(ctx, nodeName, types.StrategicMergePatchType, patch, metav1.PatchOptions{}, "status")
		select {
		case <-ctx.Done():
		case <-time.After(10 * time.Second):
		}
	}
}

// isReady asks for the default service account too: without it no pod is admitted.
func isReady(ctx context.Context, client kubernetes.Interface) bool {
	node, err := client.CoreV1().Nodes().Get(ctx, nodeName, metav1.GetOptions{})
	if err != nil || len(node.Status.Conditions) == 0 || len(node.Spec.Taints) > 0 {
		return false
	}
	_, err = client.CoreV1().ServiceAccounts("default").Get(ctx, "default", metav1.GetOptions{})
	return err == nil
}

// mustWhileRunning forgives what fails because the cluster is told to end before it has begun.
func mustWhileRunning(ctx context.Context, task string, err error) {
	if ctx.Err() == nil {
		must(task, err)
	}
}

const nodeName = "node-0"

var room = corev1.ResourceList{
	corev1.ResourceCPU:              resource.MustParse("1k"),
	corev1.ResourceMemory:           resource.MustParse("1Ti"),
	corev1.ResourcePods:             resource.MustParse("10k"),
	corev1.ResourceEphemeralStorage: resource.MustParse("1Ti"),
}
