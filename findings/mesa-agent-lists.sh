#!/bin/sh
# Mesa 3.3.1 (DataCollector): a list or array that changes from step to step.
# Expected: the collector notes what stood there at each step, of agents as of the model.
# Instead: the model's own attribute is copied, an agent's isn't: every step shows the agent's last list.
set -eu
. "$(dirname "$0")/lib.sh"
needs mesa==3.3.1 numpy==2.4.6 pandas==3.1.1
cat >try.py <<'PY'
import mesa


class Official(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.paid = []

    def step(self):
        self.paid.append(self.model.steps)


class Post(mesa.Model):
    def __init__(self):
        super().__init__(seed=1)
        self.paid = []
        Official.create_agents(self, 1)
        self.notes = mesa.DataCollector(model_reporters={"paid": "paid"}, agent_reporters={"paid": "paid"})

    def step(self):
        self.paid.append(self.steps)
        self.agents.do("step")
        self.notes.collect(self)


post = Post()
for _ in range(3):
    post.step()
print("model: ", post.notes.get_model_vars_dataframe()["paid"].tolist())
print("agents:", post.notes.get_agent_vars_dataframe()["paid"].tolist())
PY
shows python -W ignore try.py
expect <<'TEXT'
model:  [[1], [1, 2], [1, 2, 3]]
agents: [[1, 2, 3], [1, 2, 3], [1, 2, 3]]
TEXT
