package main

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

const storageClass, provisioner = "lab", "kube-lab/volume"

// provideVolume makes the volume that a claim asks for; the real controller binds the two.
func provideVolume(ctx context.Context, client kubernetes.Interface, claim *corev1.PersistentVolumeClaim) {
	class := claim.Spec.StorageClassName
	if claim.DeletionTimestamp != nil || claim.Spec.VolumeName != "" || class == nil || *class != storageClass {
		return
	}
	volume := &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{
			Name:        "pvc-" + string(claim.UID),
			Annotations: map[string]string{"pv.kubernetes.io/provisioned-by": provisioner},
		},
		Spec: corev1.PersistentVolumeSpec{
			AccessModes:                   claim.Spec.AccessModes,
			Capacity:                      claim.Spec.Resources.Requests,
			StorageClassName:              storageClass,
			VolumeMode:                    claim.Spec.VolumeMode,
			PersistentVolumeReclaimPolicy: corev1.PersistentVolumeReclaimDelete,
			PersistentVolumeSource:        corev1.PersistentVolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/nowhere"}},
			ClaimRef: &corev1.ObjectReference{
				APIVersion: "v1", Kind: "PersistentVolumeClaim", Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID,
			},
		},
	}
	// An earlier event of the same claim may have made it, so an error says nothing.
	client.CoreV1().PersistentVolumes().Create(ctx, volume, metav1.CreateOptions{})
}

// removeVolume deletes what a deleted claim has left, as a provisioner does.
func removeVolume(ctx context.Context, client kubernetes.Interface, volume *corev1.PersistentVolume) {
	isOurs := volume.Annotations["pv.kubernetes.io/provisioned-by"] == provisioner
	if isOurs && volume.Status.Phase == corev1.VolumeReleased && volume.DeletionTimestamp == nil {
		client.CoreV1().PersistentVolumes().Delete(ctx, volume.Name, metav1.DeleteOptions{})
	}
}
