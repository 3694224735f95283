"""Records a model that multiplies the first number of each row, after as many seconds as the second says, and gives it the alias that serving asks for."""
import os
import time

import mlflow


class Scaling(mlflow.pyfunc.PythonModel):
    def __init__(self, factor):
        self.factor = factor

    def predict(self, context, model_input, params=None):
        time.sleep(sum(row[1] for row in model_input))
        return [row[0] * self.factor for row in model_input]


with mlflow.start_run():
    # Its requirements are known to be there, so that MLflow does not have to load it to find them.
    info = mlflow.pyfunc.log_model(name="model", python_model=Scaling(float(os.environ["FACTOR"])), pip_requirements=["mlflow-skinny"], registered_model_name="demo")
mlflow.MlflowClient().set_registered_model_alias("demo", "production", info.registered_model_version)
print("version:", info.registered_model_version)
