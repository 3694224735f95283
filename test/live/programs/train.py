"""Trains a model, records it in the server that the environment names, and gives it the alias that serving asks for."""
import os

import mlflow
from sklearn.linear_model import LinearRegression

with mlflow.start_run(tags={"environment": os.environ["ENV"]}) as run:
    model = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
    info = mlflow.sklearn.log_model(model, name="model", registered_model_name="demo")
    mlflow.log_text("hello", "greeting.txt")
mlflow.MlflowClient().set_registered_model_alias("demo", "production", info.registered_model_version)
print("greeting:", mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/greeting.txt"))
print("run:", run.info.run_id)
