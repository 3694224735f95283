package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
)

// Annotations of a pod say how its containers behave; without them they start, become ready, and end well if they may end.
const (
	// exitAnnotation is the code with which every container ends.
	exitAnnotation = "kube-lab/exit"
	// readyAnnotation with "no" keeps the pod running and never ready.
	readyAnnotation = "kube-lab/ready"
	// A container whose image has this in its name cannot be pulled.
	missingImage = "does-not-exist"
)

// reportPod writes the status that a kubelet would write; one event leads to the next until the pod is as it stays.
func reportPod(ctx context.Context, client kubernetes.Interface, pod *corev1.Pod) {
	pods := client.CoreV1().Pods(pod.Namespace)
	if pod.Spec.NodeName == "" {
		return
	}
	if pod.DeletionTimestamp != nil {
		now := int64(0)
		uid := metav1.NewUIDPreconditions(string(pod.UID))
		pods.Delete(ctx, pod.Name, metav1.DeleteOptions{GracePeriodSeconds: &now, Preconditions: uid})
		return
	}
	course := courseOf(pod)
	isReported := pod.Status.Phase == course.phase && len(pod.Status.ContainerStatuses) > 0
	isOver := pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed
	if isReported || isOver {
		return
	}
	patch, err := json.Marshal(map[string]any{"metadata": map[string]any{"uid": pod.UID}, "status": course.status(pod)})
	must("write the status of a pod", err)
	// The pod may be gone by now, and then there is nothing to report.
	pods.Patch(ctx, pod.Name, types.StrategicMergePatchType, patch, metav1.PatchOptions{}, "status")
}

// A course is what all containers of a pod do next.
type course struct {
	phase    corev1.PodPhase
	isReady  bool
	restarts int32
	state    corev1.ContainerState
}

func courseOf(pod *corev1.Pod) course {
	// No annotation, and one that is no number, is code 0.
	code, _ := strconv.Atoi(pod.Annotations[exitAnnotation])
	fails := code != 0
	hasRun := pod.Status.Phase == corev1.PodRunning
	now := metav1.Now()
	running := corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}}
	switch policy := pod.Spec.RestartPolicy; {
	case hasMissingImage(pod):
		return course{phase: corev1.PodPending, state: waiting("ImagePullBackOff")}
	case pod.Annotations[readyAnnotation] == "no":
		return course{phase: corev1.PodRunning, state: running}
	case fails && policy != corev1.RestartPolicyNever:
		// More restarts than the default backoffLimit of a Job forgives.
		return course{phase: corev1.PodRunning, restarts: 7, state: waiting("CrashLoopBackOff")}
	case policy == corev1.RestartPolicyAlways || !hasRun:
		return course{phase: corev1.PodRunning, isReady: true, state: running}
	case fails:
		return course{phase: corev1.PodFailed, state: terminated(int32(code), "Error", now)}
	}
	return course{phase: corev1.PodSucceeded, state: terminated(0, "Completed", now)}
}

func (next course) status(pod *corev1.Pod) corev1.PodStatus {
	now := metav1.Now()
	status := corev1.PodStatus{Phase: next.phase, HostIP: "10.0.0.1", PodIP: addressOf(pod), StartTime: &now}
	for _, container := range pod.Spec.Containers {
		status.ContainerStatuses = append(status.ContainerStatuses, next.container(container))
	}
	for _, container := range pod.Spec.InitContainers {
		status.InitContainerStatuses = append(status.InitContainerStatuses, next.initContainer(container))
	}
	ready := conditionStatus(next.isReady)
	conditions := []corev1.PodCondition{
		{Type: corev1.PodInitialized, Status: conditionStatus(next.phase != corev1.PodPending)},
		{Type: corev1.ContainersReady, Status: ready},
		{Type: corev1.PodReady, Status: ready},
	}
	for _, gate := range pod.Spec.ReadinessGates {
		conditions = append(conditions, corev1.PodCondition{Type: gate.ConditionType, Status: ready})
	}
	for _, condition := range conditions {
		condition.LastTransitionTime = now
		status.Conditions = append(status.Conditions, condition)
	}
	return status
}

func (next course) container(container corev1.Container) corev1.ContainerStatus {
	return corev1.ContainerStatus{
		Name: container.Name, Image: container.Image, ImageID: container.Image,
		Ready: next.isReady, Started: &next.isReady, RestartCount: next.restarts, State: next.state,
	}
}

// initContainer has ended well before the others run, unless it is a sidecar, which runs with them.
func (next course) initContainer(container corev1.Container) corev1.ContainerStatus {
	isSidecar := container.RestartPolicy != nil && *container.RestartPolicy == corev1.ContainerRestartPolicyAlways
	if isSidecar || next.phase == corev1.PodPending {
		return next.container(container)
	}
	done := course{isReady: true, state: terminated(0, "Completed", metav1.Now())}
	return done.container(container)
}

func hasMissingImage(pod *corev1.Pod) bool {
	for _, containers := range [][]corev1.Container{pod.Spec.InitContainers, pod.Spec.Containers} {
		for _, container := range containers {
			if strings.Contains(container.Image, missingImage) {
				return true
			}
		}
	}
	return false
}

func waiting(reason string) corev1.ContainerState {
	return corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason}}
}

func terminated(code int32, reason string, at metav1.Time) corev1.ContainerState {
	return corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: code, Reason: reason, StartedAt: at, FinishedAt: at}}
}

func conditionStatus(is bool) corev1.ConditionStatus {
	if is {
		return corev1.ConditionTrue
	}
	return corev1.ConditionFalse
}

// addressOf gives each pod an address of its own and lets it keep it.
func addressOf(pod *corev1.Pod) string {
	if pod.Status.PodIP != "" {
		return pod.Status.PodIP
	}
	number := addresses.Add(1)
	return fmt.Sprintf("10.244.%d.%d", number/250%250, number%250+1)
}

var addresses atomic.Uint32
