"""The index of words follows its rows, also down and up through the migrations."""

from __future__ import annotations

from service.store.migrate import downgrade, upgrade
from tests.service.house import House
from tests.service.network.steps import found_by, write


def test_the_step_goes_down_and_up_again_and_the_search_works(house: House) -> None:
    write(house, "teacher", "Husk kildene.")
    with house.store._database.connect("alfa", writing=True) as connection:
        downgrade(connection, "0001")
        upgrade(connection)
        connection.commit()
    assert found_by(house.client("coach"), q="kilder") == []
    write(house, "teacher", "Finn kilder selv.")
    assert found_by(house.client("coach"), q="kilder") == ["Finn kilder selv."]
